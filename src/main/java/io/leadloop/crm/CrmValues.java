package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.AmountReader;
import io.leadloop.lead.Countries;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.ToldMoney;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses values of CRMs: times with zone, money with currency, statuses, countries. */
public final class CrmValues {

    private static final TimeReader TIMES = TimeReader.ofRecords(null);

    private CrmValues() {}

    /**
     * An instant; empty for an empty text.
     *
     * @param name the field, for people
     * @throws Untranslatable if the text is a date without time, or has no zone
     */
    public static Optional<Instant> time(String text, String name) throws Untranslatable {
        if (text.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(time(text, "The field " + name, TIMES));
    }

    /** The moment that a text means; {@code where} begins the sentence that says why it means none. */
    public static Instant time(String text, String where, TimeReader reader) throws Untranslatable {
        try {
            return reader.read(text);
        } catch (UnreadableValue e) {
            throw new Untranslatable(
                    where + " is no time with its zone such as 2026-10-03T10:20:30Z: it " + e.words() + ".");
        }
    }

    /**
     * Money in major units, rounded to its minor unit; null for an empty amount. CRMs write a point before decimals.
     *
     * @param currency ISO 4217; null or empty where nobody says
     * @param advice what to do about a missing currency
     */
    public static @Nullable ToldMoney money(String amount, @Nullable String currency, String advice)
            throws Untranslatable {
        if (amount.isBlank()) {
            return null;
        }
        try {
            return AmountReader.MACHINE.read(amount).money(currency);
        } catch (UnreadableValue e) {
            throw new Untranslatable(
                    e.question() == Question.CURRENCY
                            ? "The deal has an amount and no currency. " + advice
                            : "The deal's amount is no number that can be taken: it " + e.words() + ".");
        }
    }

    /** A number of minor units of which a hundred are one major unit, in major units; empty for an empty text. */
    public static String hundredths(String number, String name) throws Untranslatable {
        if (number.isBlank()) {
            return "";
        }
        try {
            BigDecimal read = AmountReader.MACHINE.read(number).number();
            return read.scaleByPowerOfTen(-2).toString();
        } catch (UnreadableValue e) {
            throw new Untranslatable("The field " + name + " is no number of cents: it " + e.words() + ".");
        }
    }

    /** The CRM's status or stage; Untranslatable if it is empty or too long for its column. */
    public static String status(String status) throws Untranslatable {
        if (status.isBlank()) {
            throw new Untranslatable("The record has no status or stage.");
        }
        if (status.length() > EventLimits.TEXT || status.chars().anyMatch(Character::isISOControl)) {
            throw new Untranslatable("The status has more than " + EventLimits.TEXT + " or odd characters.");
        }
        return status;
    }

    /** The ISO 3166-1 alpha-2 code of a country by its code or name; null for anything else. */
    public static @Nullable String country(Optional<String> text) {
        return text.flatMap(Countries::code).orElse(null);
    }
}
