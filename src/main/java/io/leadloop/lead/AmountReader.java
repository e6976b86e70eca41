package io.leadloop.lead;

import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one reader of amounts, for every door. Separators of which only one reading is possible are read (1.250,50, 1'250.50,
 * 1.250.000); 1.250 and 1,250 are thousands or decimals, which only a person or the sender's documentation knows. A sign or
 * code of a currency may stand beside the number; 45k and 1.2M have lost their digits and are refused.
 *
 * @param decimalSign the sign before decimals, where it is known; null where it has to show by itself
 */
public record AmountReader(@Nullable DecimalSign decimalSign) {

    /** Of people and of systems of which nothing is known. */
    public static final AmountReader ANY = new AmountReader(null);

    /** Of JSON numbers and of APIs whose documents promise a point: 1.250 is one and a quarter, 1.25E3 is a number. */
    public static final AmountReader MACHINE = new AmountReader(DecimalSign.POINT);

    private static final int LONGEST = 60;
    private static final String NO_NUMBER = "is not a number such as 1250.50";

    private static final String NO_COMMA =
            "is not a number with a decimal comma such as 1250,50; the decimal sign is set to comma";

    private static final Pattern PARTS = Pattern.compile(
            "([+-]?) ?([^\\d\\s.,+'-][^\\d\\s,+'-]{0,4})? ?([+-]?)(\\d[\\d.,' ]*?)(?:([.,])-{1,2})? ?([^\\d\\s.,+'-][^\\d\\s,+'-]{0,4})?");
    private static final Pattern SHORTENED =
            Pattern.compile("(?:k|m|mm|mn|b|bn|t|tsd|mio|mrd|mil|th)\\.?[^\\p{L}]?", Pattern.CASE_INSENSITIVE);
    private static final Pattern SPACED = Pattern.compile("\\d{1,3}([ '])\\d{3}(?:\\1\\d{3})*(?:[.,]\\d+)?");
    private static final Pattern PLAIN = Pattern.compile("\\d+(?:[.,]\\d+)?");
    private static final Pattern WITH_POINTS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+(?:,\\d+)?");
    private static final Pattern WITH_COMMAS =
            Pattern.compile("(?:\\d{1,3}(?:,\\d{3})+|\\d{1,2}(?:,\\d{2})+,\\d{3})(?:\\.\\d+)?");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d+(?:\\.\\d+)?[eE][+-]?\\d{1,4}");

    /** A number; throws UnreadableValue in words where it is none, or has two meanings. */
    public WrittenAmount read(String text) throws UnreadableValue {
        String plain = WrittenSigns.plain(text);
        if (plain.length() > LONGEST) {
            throw new UnreadableValue("is too long for an amount");
        }
        if (decimalSign == DecimalSign.POINT && SCIENTIFIC.matcher(plain).matches()) {
            return new WrittenAmount(new BigDecimal(plain), Set.of());
        }
        try {
            return amount(plain);
        } catch (UnreadableValue e) {
            // Read with a point it is the very form that the words would ask for.
            throw decimalSign == DecimalSign.COMMA && e.words().equals(NO_NUMBER) ? new UnreadableValue(NO_COMMA) : e;
        }
    }

    private WrittenAmount amount(String plain) throws UnreadableValue {
        Matcher parts = PARTS.matcher(plain);
        if (!parts.matches() || !parts.group(1).isEmpty() && !parts.group(3).isEmpty()) {
            throw new UnreadableValue(NO_NUMBER);
        }
        Set<String> currencies = currencies(parts.group(2), parts.group(6));
        // In 1.250,- the comma stands before decimals that are none.
        boolean isWhole = parts.group(5) != null;
        BigDecimal number = isWhole ? whole(parts.group(4), parts.group(5)) : digits(parts.group(4), decimalSign);
        boolean negative = (parts.group(1) + parts.group(3)).equals("-");
        return new WrittenAmount(negative ? number.negate() : number, currencies);
    }

    private static Set<String> currencies(@Nullable String before, @Nullable String after) throws UnreadableValue {
        if (after != null && SHORTENED.matcher(after).matches()) {
            throw new UnreadableValue(
                    "is shortened by a letter such as k or M, its digits are lost; write the whole number");
        }
        Set<String> both = new HashSet<>();
        for (String sign : new @Nullable String[] {before, after}) {
            if (sign != null) {
                Set<String> meant = CurrencySigns.meant(sign);
                if (meant.isEmpty()) {
                    throw new UnreadableValue(NO_NUMBER);
                }
                if (both.isEmpty()) {
                    both.addAll(meant);
                } else {
                    both.retainAll(meant);
                }
                if (both.isEmpty()) {
                    throw new UnreadableValue("carries the signs of two currencies");
                }
            }
        }
        return Set.copyOf(both);
    }

    private BigDecimal whole(String text, String sign) throws UnreadableValue {
        DecimalSign shown = sign.equals(",") ? DecimalSign.COMMA : DecimalSign.POINT;
        if (decimalSign != null && decimalSign != shown) {
            throw new UnreadableValue(NO_NUMBER);
        }
        return digits(text, shown);
    }

    private static BigDecimal digits(String text, @Nullable DecimalSign known) throws UnreadableValue {
        String number = text.strip();
        boolean isSpaced = number.indexOf(' ') >= 0 || number.indexOf('\'') >= 0;
        if (isSpaced) {
            if (!SPACED.matcher(number).matches()) {
                throw new UnreadableValue(NO_NUMBER);
            }
            number = number.replace(" ", "").replace("'", "");
        }
        DecimalSign sign = known == null ? shown(number, isSpaced) : known;
        char group = sign == DecimalSign.POINT ? ',' : '.';
        Pattern grouped = sign == DecimalSign.POINT ? WITH_COMMAS : WITH_POINTS;
        if (!(number.indexOf(group) >= 0 ? grouped : PLAIN).matcher(number).matches()) {
            throw new UnreadableValue(NO_NUMBER);
        }
        return new BigDecimal(number.replace(String.valueOf(group), "").replace(',', '.'));
    }

    /** The sign that can only stand before decimals. */
    private static DecimalSign shown(String number, boolean isSpaced) throws UnreadableValue {
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
        boolean mayBeThousands = isOnce && last <= 3 && number.length() - last == 4 && number.charAt(0) != '0';
        if (mayBeThousands && !isSpaced) {
            throw new UnreadableValue("may mean thousands or decimals", Question.DECIMAL_SIGN);
        }
        boolean isPoint = isOnce == (last == point);
        return isPoint ? DecimalSign.POINT : DecimalSign.COMMA;
    }
}
