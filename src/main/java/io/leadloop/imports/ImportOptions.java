package io.leadloop.imports;

import io.leadloop.lead.AmountReader;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DateOrder;
import io.leadloop.lead.DecimalSign;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.TimeZones;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Options of an import that only the user knows. There are no defaults; null means "not given", and rows that need the
 * option are bad rows.
 *
 * @param source whose leads the rows are: a configured source, or a new name for leads that come by files only
 * @param consentWhenAbsent what the silence of a row about consent means
 * @param zone of times without one, in any form that {@link TimeZones} reads
 * @param currency of amounts without one
 * @param country of phone numbers without their country's code
 * @param status of rows without one
 * @param timeOfDay of dates without a time, HH:mm
 * @param dateOrder which of 03/10/2026 is the day
 * @param decimalSign which sign stands before the decimals
 * @param statuses words of this file for statuses that the pipeline knows: the file's word and the known one. They hold for
 *     this file only, so that an import waits for no publication, and the pipeline keeps the words of CRMs only
 */
public record ImportOptions(
        @Nullable String source,
        Consent.@Nullable State consentWhenAbsent,
        @Nullable String zone,
        @Nullable String currency,
        @Nullable String country,
        @Nullable String status,
        @Nullable String timeOfDay,
        @Nullable DateOrder dateOrder,
        @Nullable DecimalSign decimalSign,
        Map<String, String> statuses) {

    private static final int MOST_STATUSES = 500;

    /** Of a file whose statuses the pipeline knows, or that wait for a rule. */
    public ImportOptions(
            @Nullable String source,
            Consent.@Nullable State consentWhenAbsent,
            @Nullable String zone,
            @Nullable String currency,
            @Nullable String country,
            @Nullable String status,
            @Nullable String timeOfDay,
            @Nullable DateOrder dateOrder,
            @Nullable DecimalSign decimalSign) {
        this(source, consentWhenAbsent, zone, currency, country, status, timeOfDay, dateOrder, decimalSign, Map.of());
    }

    public static final ImportOptions NONE = new ImportOptions(null, null, null, null, null, null, null, null, null);

    /** Blank is "not answered"; codes in their usual letter case. */
    public ImportOptions {
        source = trimmed(source);
        zone = trimmed(zone);
        currency = upper(trimmed(currency));
        country = upper(trimmed(country));
        status = trimmed(status);
        timeOfDay = trimmed(timeOfDay);
        // Files that were uploaded before there were such words have none.
        statuses = statuses == null ? Map.of() : Map.copyOf(statuses);
    }

    /** What is wrong with the answers that were given, in words; empty when all can be read. */
    List<String> mistakes() {
        List<String> mistakes = new ArrayList<>();
        if (source != null && !source.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,59}")) {
            mistakes.add("source has to be a name of letters, digits, dots and hyphens, at most 60 characters");
        }
        if (zone != null && TimeZones.of(zone).isEmpty()) {
            mistakes.add("zone is no time zone such as Europe/Berlin or +01:00" + meant(zone));
        }
        if (currency != null && !isReadable(() -> Currency.getInstance(currency))) {
            mistakes.add("currency is not an ISO 4217 code such as EUR");
        }
        if (country != null && !country.matches("[A-Z]{2}")) {
            mistakes.add("country is not an ISO 3166-1 alpha-2 code such as DE");
        }
        if (timeOfDay != null && !isReadable(() -> LocalTime.parse(timeOfDay))) {
            mistakes.add("timeOfDay is not a time such as 12:00");
        }
        if (statuses.size() > MOST_STATUSES) {
            mistakes.add("statuses are more than " + MOST_STATUSES + "; map them in the pipeline");
        }
        return mistakes;
    }

    /** The status that a word of the file stands for. */
    String meantBy(String status) {
        return statuses.getOrDefault(status, status);
    }

    /** The answers without which nothing can begin. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        if (source == null) {
            missing.add(
                    "Whose leads the rows are (source): a configured source, or a new name for leads that come by files"
                            + " only.");
        }
        if (consentWhenAbsent == null) {
            missing.add(
                    "What a row that says nothing about consent means (consentWhenAbsent): granted (nobody is in this file"
                            + " who did not consent), unknown or denied (nothing of such rows is uploaded).");
        }
        return missing;
    }

    /** {@code ; is Europe/Berlin meant?} for a bare city; empty where none is known. */
    static String meant(String zone) {
        String suggestion = TimeZones.suggestion(zone);
        return suggestion == null ? "" : "; is " + suggestion + " meant?";
    }

    /** How times are read; an answer that is no zone or time of day counts as not given. */
    TimeReader times() {
        return new TimeReader(
                zone == null ? null : TimeZones.of(zone).orElse(null),
                timeOfDay == null || !isReadable(() -> LocalTime.parse(timeOfDay)) ? null : LocalTime.parse(timeOfDay),
                dateOrder);
    }

    AmountReader amounts() {
        return new AmountReader(decimalSign);
    }

    ImportOptions withZone(@Nullable String other) {
        return new ImportOptions(
                source,
                consentWhenAbsent,
                other,
                currency,
                country,
                status,
                timeOfDay,
                dateOrder,
                decimalSign,
                statuses);
    }

    /** With a currency that the file names; one that is none counts as not named. */
    ImportOptions withCurrency(@Nullable String other) {
        ImportOptions named = new ImportOptions(
                source, consentWhenAbsent, zone, other, country, status, timeOfDay, dateOrder, decimalSign, statuses);
        return currency == null && named.mistakes().isEmpty() ? named : this;
    }

    ImportOptions withDateOrder(@Nullable DateOrder other) {
        return new ImportOptions(
                source, consentWhenAbsent, zone, currency, country, status, timeOfDay, other, decimalSign, statuses);
    }

    private static boolean isReadable(Runnable reading) {
        try {
            reading.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable String trimmed(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static @Nullable String upper(@Nullable String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }
}
