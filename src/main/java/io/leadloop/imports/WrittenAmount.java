package io.leadloop.imports;

import io.leadloop.imports.BadCell.Question;
import io.leadloop.imports.ImportOptions.DecimalSign;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads amounts with either decimal sign. 1.234 and 1,234 mean two things: they need a person's word. */
final class WrittenAmount {

    private static final Pattern PLAIN = Pattern.compile("-?\\d{1,20}([.,]\\d{1,10})?");
    private static final Pattern WITH_POINTS = Pattern.compile("-?\\d{1,3}(\\.\\d{3})+(,\\d{1,10})?");
    private static final Pattern WITH_COMMAS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{1,10})?");
    private static final Pattern SPACES = Pattern.compile("(?<=\\d)[ '\\u00a0\\u202f\\u2019](?=\\d{3})");

    private final @Nullable DecimalSign sign;

    WrittenAmount(ImportOptions answers) {
        this.sign = answers.decimalSign();
    }

    BigDecimal read(String field, String text) throws BadCell {
        String number = SPACES.matcher(text).replaceAll("");
        DecimalSign decimals = sign == null ? guess(field, number) : sign;
        Pattern grouped = decimals == DecimalSign.POINT ? WITH_COMMAS : WITH_POINTS;
        String group = decimals == DecimalSign.POINT ? "," : ".";
        if (number.indexOf(decimals == DecimalSign.POINT ? ',' : '.') >= 0
                ? !grouped.matcher(number).matches()
                : !PLAIN.matcher(number).matches()) {
            throw new BadCell(field + " is not a number such as 1250.50; leave out the sign of the currency");
        }
        return new BigDecimal(number.replace(group, "").replace(',', '.'));
    }

    private static DecimalSign guess(String field, String number) throws BadCell {
        int point = number.lastIndexOf('.');
        int comma = number.lastIndexOf(',');
        if (point < 0 && comma < 0) {
            return DecimalSign.POINT;
        }
        if (point >= 0 && comma >= 0) {
            return point > comma ? DecimalSign.POINT : DecimalSign.COMMA;
        }
        int last = Math.max(point, comma);
        boolean isOnce = number.indexOf(number.charAt(last)) == last;
        if (isOnce && number.length() - last == 4) {
            throw new BadCell(
                    field + " may mean thousands or decimals: say which sign stands before decimals (decimalSign)",
                    Question.DECIMAL_SIGN);
        }
        boolean isPoint = isOnce == (last == point);
        return isPoint ? DecimalSign.POINT : DecimalSign.COMMA;
    }
}
