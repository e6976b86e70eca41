package io.leadloop.ops.pipeline;

import io.leadloop.ops.pipeline.Numbers.Unclear;
import io.leadloop.pipeline.DealSize;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.PlanWords;
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

    private final MultiValueMap<String, String> sent;
    private final String table;
    private final int size;
    private final Set<String> removed;
    private final List<CellNote> notes;

    /** @param notes takes what is wrong with cells, and what numbers in them were understood as */
    FormRows(MultiValueMap<String, String> sent, String table, List<CellNote> notes) {
        this.sent = sent;
        this.table = table;
        this.notes = notes;
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

        /** Empty where the cell holds what none can hold. */
        String text(String column) {
            List<String> values = values(column);
            String text = at < values.size() ? values.get(at).strip() : "";
            if (text.length() > LONGEST || !isWritable(text)) {
                wrong(column, "is longer than 50,000 characters or holds one that no file can hold");
                return "";
            }
            if (!FREE_TEXT.contains(column) && (text.contains("\"") || text.contains("\\"))) {
                wrong(
                        column,
                        "holds a quote or a backslash, which a decision table cannot match. Rename it where it comes from, or"
                                + " leave it out");
                return "";
            }
            return text;
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
                wrong(column, "has to be a whole number and is \"" + text + "\"");
                return null;
            }
        }

        @Nullable
        BigDecimal number(String column) {
            String text = text(column);
            try {
                return text.isEmpty() ? null : Numbers.amount(text);
            } catch (Unclear e) {
                wrong(column, e.words());
                return null;
            }
        }

        /** A number of percent, with or without its sign. */
        @Nullable
        BigDecimal percent(String column) {
            String text = text(column);
            try {
                return text.isEmpty() ? null : Numbers.percent(text);
            } catch (Unclear e) {
                wrong(column, e.words());
                return null;
            }
        }

        <E extends Enum<E>> E choice(String column, Class<E> choices) {
            try {
                return Enum.valueOf(choices, text(column));
            } catch (IllegalArgumentException e) {
                wrong(column, "is none of the choices");
                return choices.getEnumConstants()[0];
            }
        }

        /** Any size where the cell is not understood. */
        DealSize dealSize(String column) {
            try {
                DealSize size = DealSize.ofWords(text(column));
                understood(column, PlanWords.dealSize(size));
                return size;
            } catch (NotAPipeline e) {
                wrong(column, String.valueOf(e.getMessage()).replaceFirst("^Nothing was saved: ", "is not clear: "));
                return DealSize.ANY;
            }
        }

        void wrong(String column, String words) {
            notes.add(new CellNote(table + "." + column, at, words, true));
        }

        /** Says what a cell was understood as; nothing for empty words. */
        void understood(String column, String words) {
            if (!words.isEmpty()) {
                notes.add(new CellNote(table + "." + column, at, words, false));
            }
        }
    }

    /** Whether a DMN file can hold the text. */
    static boolean isWritable(String text) {
        return text.codePoints()
                .noneMatch(it -> Character.isISOControl(it) && it != '\n' && it != '\r' && it != '\t'
                        || it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE
                        || (it & 0xFFFE) == 0xFFFE);
    }
}
