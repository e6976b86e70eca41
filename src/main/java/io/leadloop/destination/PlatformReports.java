package io.leadloop.destination;

import io.leadloop.expiry.Expiry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A platform that tells by its API how many conversions it counted; where none does, people import its report as CSV. */
public interface PlatformReports {

    /** A day is over the day after, has its conversions when the window is over, and lies up to a day beside ours. */
    int SETTLING_DAYS = 3;

    /** The id of the account whose conversions it counts. */
    String destination();

    /** When the version of the report's API ends, where that is another one than the account's. */
    default List<Expiry> expiries() {
        return List.of();
    }

    /** False while its keys are not configured. */
    boolean isOn();

    /** By which days its lines are dated. A day without a line is a nought for each of these, and for no other. */
    Set<Basis> bases();

    /**
     * Whether its report has a number for this action of the plan. Of an action that it cannot tell nothing is stored, no
     * nought either, and the page says so.
     */
    default boolean tells(String action) {
        return true;
    }

    /**
     * How many days back its numbers may still change, the day of asking included; each fetch asks for as many and replaces
     * what it told of them before. As a rule the longest attribution window of the platform and {@link #SETTLING_DAYS}, or the
     * days of clicks would never be complete.
     */
    default int days() {
        return 90 + SETTLING_DAYS;
    }

    /**
     * The calendar by which the account counts days; empty where the platform does not tell it, then the configured one
     * ({@code leadloop.quality.zones}) or UTC counts.
     *
     * @throws Unavailable with words for an operator; then nothing else is asked
     */
    default Optional<ZoneId> zone() throws Unavailable {
        return Optional.empty();
    }

    /**
     * What the platform counted on these days, both included, by the calendar of the account. What counted nothing is
     * absent.
     *
     * @throws Unavailable with words for an operator
     */
    List<Line> lines(LocalDate from, LocalDate until) throws Unavailable;

    /**
     * What the ads of these days cost, both included, by the calendar of the account; empty where the platform does not tell
     * it. What cost nothing may be absent.
     *
     * @throws Unavailable with words for an operator; lines are asked for all the same
     */
    default List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        return List.of();
    }

    /**
     * Whether a platform counts a conversion on the day of the click or on its own; UNKNOWN where it mixes both or does not
     * document it: then its days cannot be compared one by one, only their sum.
     */
    enum Basis {
        CLICK,
        CONVERSION,
        UNKNOWN
    }

    /**
     * @param action the conversion plan's action
     * @param conversions may be a fraction, where a platform shares a conversion between clicks
     * @param amount what they are worth, in the currency (ISO 4217) of the account; an empty currency where it does not say
     */
    record Line(String action, LocalDate day, Basis basis, BigDecimal conversions, BigDecimal amount, String currency) {

        /** Throws NumberFormatException for a number of more than fifteen digits. */
        public Line {
            conversions = ReportNumber.of(conversions);
            amount = ReportNumber.of(amount);
        }
    }

    /**
     * @param campaign its name, as leads tell it in {@code utm_campaign}; null where only the account's sum is known
     * @param amount in units of the currency (never micros)
     * @param currency ISO 4217
     */
    record Spend(LocalDate day, @Nullable String campaign, BigDecimal amount, String currency) {

        /** Throws NumberFormatException for a number of more than fifteen digits. */
        public Spend {
            amount = ReportNumber.of(amount);
        }
    }

    /** The platform did not say. */
    class Unavailable extends Exception {

        public Unavailable(String message) {
            super(message);
        }

        public String words() {
            return String.valueOf(getMessage());
        }
    }
}
