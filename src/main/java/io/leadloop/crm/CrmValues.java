package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Parses values of CRMs: times with zone, money with currency, statuses, countries. */
public final class CrmValues {

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
        try {
            return Optional.of(OffsetDateTime.parse(text.strip()).toInstant());
        } catch (DateTimeException e) {
            throw new Untranslatable("The field " + name + " is no time with its zone such as 2026-10-03T10:20:30Z.");
        }
    }

    /**
     * Money in major units; null for an empty amount.
     *
     * @param currency ISO 4217; null or empty where nobody says
     * @param advice what to do about a missing currency
     */
    public static @Nullable Money money(String amount, @Nullable String currency, String advice) throws Untranslatable {
        if (amount.isBlank()) {
            return null;
        }
        if (currency == null || currency.isBlank()) {
            throw new Untranslatable("The deal has an amount and no currency. " + advice);
        }
        try {
            return Money.of(new BigDecimal(amount.strip()), currency);
        } catch (NumberFormatException e) {
            throw new Untranslatable("The deal's amount is no number.");
        } catch (IllegalArgumentException e) {
            throw new Untranslatable("Amount and currency of the deal are not money: " + e.getMessage());
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

    /** An ISO 3166-1 alpha-2 code in capitals; null for anything else. */
    public static @Nullable String country(Optional<String> text) {
        return text.map(it -> it.strip().toUpperCase(Locale.ROOT))
                .filter(it -> it.matches("[A-Z]{2}"))
                .orElse(null);
    }
}
