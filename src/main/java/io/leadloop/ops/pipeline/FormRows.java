package io.leadloop.ops.pipeline;

import io.leadloop.lead.AmountReader;
import io.leadloop.lead.DecimalSign;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import io.leadloop.pipeline.NotAPipeline;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/** The rows of one table in a form: parameters {@code table.column}, one value of each for each row. */
final class FormRows {

    private static final int LAST = 1_000_000;
    private static final int LONGEST = 50_000;
    /** What is written for people and matched by nothing. */
    private static final Set<String> FREE_TEXT = Set.of("note", "name");

    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 10;

    private final MultiValueMap<String, String> sent;
    private final String table;
    private final int size;
    private final Set<String> removed;

    FormRows(MultiValueMap<String, String> sent, String table) {
        this.sent = sent;
        this.table = table;
        this.removed = new HashSet<>(values("remove"));
        this.size = Math.max(values("id").size(), values("status").size());
    }

    private List<String> values(String column) {
        List<String> values = sent.get(table + "." + column);
        return values == null ? List.of() : values;
    }

    Set<String> ids() {
        return new HashSet<>(values("id"));
    }

    /** An id that no row has yet; it is taken from then on. */
    static String free(Set<String> ids) {
        int number = ids.size() + 1;
        while (!ids.add("rule_" + number)) {
            number++;
        }
        return "rule_" + number;
    }

    void each(Consumer<Row> use) {
        rows().forEach(use);
    }

    /** By the column {@code order}; rows without a number stand last. */
    void inOrder(Consumer<Row> use) {
        List<Row> rows = new ArrayList<>(rows());
        rows.sort(Comparator.comparingInt(it -> {
            Integer order = it.whole("order");
            return order == null ? LAST : order;
        }));
        rows.forEach(use);
    }

    private List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Row row = new Row(i);
            if (row.text("id").isEmpty() || !removed.contains(row.text("id"))) {
                rows.add(row);
            }
        }
        return rows;
    }

    final class Row {

        private final int at;

        private Row(int at) {
            this.at = at;
        }

        String text(String column) {
            List<String> values = values(column);
            String text = at < values.size() ? values.get(at).strip() : "";
            if (text.length() > LONGEST || text.codePoints().anyMatch(Row::unwritable)) {
                throw new NotAPipeline("Nothing was saved: in row " + (at + 1) + " of the " + table + "s, " + column
                        + " is longer than 50,000 characters or holds one that no file can hold.");
            }
            if (!FREE_TEXT.contains(column) && (text.contains("\"") || text.contains("\\"))) {
                throw new NotAPipeline("Nothing was saved: in row " + (at + 1) + " of the " + table + "s, " + column
                        + " holds a quote or a backslash, which a decision table cannot match. Rename it in the CRM, or"
                        + " leave it out.");
            }
            return text;
        }

        private static boolean unwritable(int character) {
            return Character.isISOControl(character) && character != '\n' && character != '\r' && character != '\t'
                    || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE
                    || (character & 0xFFFE) == 0xFFFE;
        }

        String idOr(Set<String> taken) {
            return text("id").isEmpty() ? free(taken) : text("id");
        }

        @Nullable
        Integer whole(String column) {
            String text = text(column);
            try {
                return text.isEmpty() ? null : Integer.valueOf(text);
            } catch (NumberFormatException e) {
                throw wrong(column, "a whole number", text);
            }
        }

        @Nullable
        BigDecimal number(String column) {
            String text = text(column);
            return text.isEmpty() ? null : number(column, text, AmountReader.ANY);
        }

        private BigDecimal number(String column, String text, AmountReader reader) {
            try {
                BigDecimal number = reader.read(text).number();
                if (number.scale() > MOST_DECIMALS || number.precision() - number.scale() > MOST_DIGITS) {
                    throw wrong(column, "a number such as 120.50", text);
                }
                return number;
            } catch (UnreadableValue e) {
                throw wrong(
                        column,
                        e.question() == Question.DECIMAL_SIGN
                                ? "a number with one meaning, such as 1000 or 1.00 (a separator before three digits"
                                        + " may mean thousands or decimals),"
                                : "a number such as 120.50",
                        text);
            }
        }

        /** A number of percent, with or without its sign. */
        @Nullable
        BigDecimal percent(String column) {
            String text = text(column);
            String bare =
                    text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
            // Nobody shares thousands of percent: the one separator stands before decimals.
            DecimalSign sign = bare.indexOf(',') >= 0 ? DecimalSign.COMMA : DecimalSign.POINT;
            return bare.isEmpty() ? null : number(column, bare, new AmountReader(sign));
        }

        <E extends Enum<E>> E choice(String column, Class<E> choices) {
            try {
                return Enum.valueOf(choices, text(column));
            } catch (IllegalArgumentException e) {
                throw wrong(column, "one of " + List.of(choices.getEnumConstants()), text(column));
            }
        }

        private NotAPipeline wrong(String column, String wanted, String found) {
            return new NotAPipeline("Nothing was saved: in row " + (at + 1) + " of the " + table + "s, " + column
                    + " has to be " + wanted + " and is \"" + found + "\".");
        }
    }
}
