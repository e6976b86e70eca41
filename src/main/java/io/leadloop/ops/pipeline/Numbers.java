package io.leadloop.ops.pipeline;

import io.leadloop.lead.AmountReader;
import io.leadloop.lead.DecimalSign;
import io.leadloop.lead.Money;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as people type them into the pipeline's forms; what has two meanings is asked about, in words for beside the field. */
final class Numbers {

    private static final int MOST_DIGITS = 15;
    private static final int MOST_DECIMALS = 10;
    private static final Pattern WHOLE = Pattern.compile("(\\d{1,6})(?: ?(?:d|days?|h|hours?))?");

    private Numbers() {}

    /** Words for beside the field. */
    static final class Unclear extends Exception {

        Unclear(String words) {
            super(words, null, false, false);
        }

        String words() {
            return String.valueOf(getMessage());
        }
    }

    static BigDecimal amount(String text) throws Unclear {
        return number(text, AmountReader.ANY, "120.50");
    }

    /** A number of percent, with or without its sign. */
    static BigDecimal percent(String text) throws Unclear {
        String bare = text.endsWith("%") ? text.substring(0, text.length() - 1).strip() : text;
        // Nobody shares thousands of percent: the one separator stands before decimals.
        DecimalSign sign = bare.indexOf(',') >= 0 ? DecimalSign.COMMA : DecimalSign.POINT;
        return number(bare, new AmountReader(sign), "30 or 12.5");
    }

    /** An amount with its currency in one field: {@code 120 EUR}. */
    static Money money(String text) throws Unclear {
        try {
            return AmountReader.ANY.read(text).money(null).money();
        } catch (UnreadableValue e) {
            if (e.question() == Question.DECIMAL_SIGN) {
                throw new Unclear(twoMeanings(text));
            }
            throw new Unclear(
                    e.words().equals("has no currency") || e.question() == Question.CURRENCY
                            ? "In which currency? Write it beside the amount, such as 120 EUR."
                            : "This " + e.words() + ". Write an amount with its currency, such as 120 EUR.");
        }
    }

    /** Whole days or hours, with or without the word. */
    static int whole(String text) throws Unclear {
        Matcher whole = WHOLE.matcher(text);
        if (!whole.matches()) {
            throw new Unclear("has to be a whole number, such as 30");
        }
        return Integer.parseInt(whole.group(1));
    }

    private static BigDecimal number(String text, AmountReader reader, String example) throws Unclear {
        try {
            BigDecimal number = reader.read(text).number();
            if (number.scale() > MOST_DECIMALS || number.precision() - number.scale() > MOST_DIGITS) {
                throw new Unclear("has to be a number such as " + example);
            }
            return number;
        } catch (UnreadableValue e) {
            throw new Unclear(
                    e.question() == Question.DECIMAL_SIGN
                            ? twoMeanings(text)
                            : "has to be a number such as " + example);
        }
    }

    private static String twoMeanings(String text) {
        return "\"" + text + "\" may mean thousands or decimals: write 1000 for a thousand, 1.00 for one";
    }
}
