package io.leadloop.destination;

import io.leadloop.expiry.Expiry;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A platform that tells by its API how many conversions it counted; where none does, people import its report as CSV. */
public interface PlatformReports {

    /** The id of the account whose conversions it counts. */
    String destination();

    /** When the version of the report's API ends, where that is another one than the account's. */
    default List<Expiry> expiries() {
        return List.of();
    }

    /** False while its keys are not configured. */
    boolean isOn();

    /**
     * What the platform counted on these days, both included, by the calendar of the account. What counted nothing is
     * absent.
     *
     * @throws Unavailable with words for an operator
     */
    List<Line> lines(LocalDate from, LocalDate until) throws Unavailable;

    /** Whether a platform counts a conversion on the day of the click or on its own. */
    enum Basis {
        CLICK,
        CONVERSION
    }

    /**
     * @param action the conversion plan's action
     * @param conversions may be a fraction, where a platform shares a conversion between clicks
     * @param amount what they are worth, in the currency (ISO 4217) of the account
     */
    record Line(
            String action, LocalDate day, Basis basis, BigDecimal conversions, BigDecimal amount, String currency) {}

    /** The platform did not say. */
    final class Unavailable extends Exception {

        public Unavailable(String message) {
            super(message);
        }

        public String words() {
            return String.valueOf(getMessage());
        }
    }
}
