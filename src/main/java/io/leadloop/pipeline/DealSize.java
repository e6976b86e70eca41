package io.leadloop.pipeline;

import io.leadloop.lead.AmountReader;
import io.leadloop.lead.Money;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a deal has to be for a line of the plan. Without bounds it fits every lead, also one without a deal; with
 * bounds only a deal in its currency: amounts in other currencies are not compared by any day's rate, they get lines of
 * their own.
 *
 * @param from major units, itself included; null for no lower bound
 * @param under major units, itself excluded; null for no upper bound
 * @param currency ISO 4217 code; null without bounds, and where a draft has none yet, which {@link Lint} names
 */
public record DealSize(
        @Nullable BigDecimal from,
        @Nullable BigDecimal under,
        @Nullable String currency) {

    public static final DealSize ANY = new DealSize(null, null, null);

    private static final String NUMBER = "(\\d{1,15}(?:\\.\\d{1,4})?)";
    private static final Pattern FEEL_FROM = Pattern.compile(">=\\s*" + NUMBER);
    private static final Pattern FEEL_UNDER = Pattern.compile("<\\s*" + NUMBER);
    private static final Pattern FEEL_BETWEEN =
            Pattern.compile("\\[\\s*" + NUMBER + "\\s*\\.\\.\\s*" + NUMBER + "\\s*[)\\[]");
    private static final String CURRENCY = "\\s*([a-z]{3})?";
    private static final String TYPED = "(\\d[\\d.,' ]*?)";
    private static final Pattern FROM = Pattern.compile("from " + TYPED + CURRENCY);
    private static final Pattern UNDER = Pattern.compile("under " + TYPED + CURRENCY);
    private static final Pattern BETWEEN = Pattern.compile("(?:from )?" + TYPED + " (?:to|under) " + TYPED + CURRENCY);
    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 4;

    /** Reads the cells of a decision table; throws NotAPipeline, naming the place, where they say anything else. */
    static DealSize ofFeel(String amount, @Nullable String currency, String place) {
        if (amount.isEmpty() || amount.equals("-")) {
            return new DealSize(null, null, currency);
        }
        Matcher from = FEEL_FROM.matcher(amount);
        Matcher under = FEEL_UNDER.matcher(amount);
        Matcher between = FEEL_BETWEEN.matcher(amount);
        if (from.matches()) {
            return new DealSize(new BigDecimal(from.group(1)), null, currency);
        }
        if (under.matches()) {
            return new DealSize(null, new BigDecimal(under.group(1)), currency);
        }
        if (between.matches()) {
            return new DealSize(new BigDecimal(between.group(1)), new BigDecimal(between.group(2)), currency);
        }
        throw new NotAPipeline(place + " holds " + Condition.shortened(amount)
                + ". Write >= 10000, < 50000 or [10000..50000), or nothing for every deal.");
    }

    /** Reads what people write: {@code from 10000 EUR}, {@code under 50000 EUR}, {@code 10000 to 50000 EUR}, or nothing. */
    public static DealSize ofWords(String words) {
        String text = words.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (text.isEmpty()) {
            return ANY;
        }
        Matcher from = FROM.matcher(text);
        Matcher under = UNDER.matcher(text);
        Matcher between = BETWEEN.matcher(text);
        if (from.matches()) {
            return new DealSize(number(from.group(1), words), null, upper(from.group(2)));
        }
        if (under.matches()) {
            return new DealSize(null, number(under.group(1), words), upper(under.group(2)));
        }
        if (between.matches()) {
            return new DealSize(
                    number(between.group(1), words), number(between.group(2), words), upper(between.group(3)));
        }
        throw notUnderstood(words);
    }

    private static BigDecimal number(String text, String words) {
        try {
            BigDecimal number = AmountReader.ANY.read(text).number();
            if (number.scale() > MOST_DECIMALS || number.precision() - number.scale() > MOST_DIGITS) {
                throw notUnderstood(words);
            }
            return number;
        } catch (UnreadableValue e) {
            if (e.question() == Question.DECIMAL_SIGN) {
                throw new NotAPipeline("Nothing was saved: in the deal size \"" + Condition.shortened(words)
                        + "\" the number may mean thousands or decimals. Write 1000 for a thousand, 1.00 for one.");
            }
            throw notUnderstood(words);
        }
    }

    private static NotAPipeline notUnderstood(String words) {
        return new NotAPipeline("Nothing was saved: the deal size \"" + Condition.shortened(words)
                + "\" is not understood. Write \"from 10000 EUR\", \"under 50000 EUR\" or \"10000 to 50000 EUR\", or nothing"
                + " for every deal.");
    }

    private static @Nullable String upper(@Nullable String currency) {
        return currency == null ? null : currency.toUpperCase(Locale.ROOT);
    }

    /** The cell of the column {@code dealAmount}. */
    String feel() {
        if (from != null && under != null) {
            return "[" + from.toPlainString() + ".." + under.toPlainString() + ")";
        }
        return from != null ? ">= " + from.toPlainString() : under != null ? "< " + under.toPlainString() : "";
    }

    public boolean isAny() {
        return from == null && under == null && currency == null;
    }

    boolean fits(@Nullable Money deal) {
        return isAny()
                || deal != null
                        && deal.currency().getCurrencyCode().equals(currency)
                        && (from == null || deal.amount().compareTo(from) >= 0)
                        && (under == null || deal.amount().compareTo(under) < 0);
    }

    boolean overlaps(DealSize other) {
        if (isAny() || other.isAny()) {
            return true;
        }
        boolean apart = from != null && other.under != null && from.compareTo(other.under) >= 0
                || under != null && other.from != null && other.from.compareTo(under) >= 0;
        return !apart && (currency == null || other.currency == null || currency.equals(other.currency));
    }

    /** For people, and as {@link #ofWords} reads it: {@code 10000 to 50000 EUR}; empty for any. */
    public String inWords() {
        String bounds = from != null && under != null
                ? from.toPlainString() + " to " + under.toPlainString()
                : from != null
                        ? "from " + from.toPlainString()
                        : under != null ? "under " + under.toPlainString() : currency == null ? "" : "from 0";
        return currency == null ? bounds : bounds + " " + currency;
    }
}
