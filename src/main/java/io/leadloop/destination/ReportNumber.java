package io.leadloop.destination;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A number of a platform's report: four places, at most fifteen digits before the point, as the columns that hold it. */
final class ReportNumber {

    private static final int SCALE = 4;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_PLACES = 40;

    private ReportNumber() {}

    /**
     * Throws NumberFormatException for more digits than that: a short text such as 1E100000000 would take minutes to round
     * and more memory than there is.
     */
    static BigDecimal of(BigDecimal number) {
        if ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_PLACES) {
            throw new NumberFormatException("A report holds a number of too many digits.");
        }
        return number.setScale(SCALE, RoundingMode.HALF_UP);
    }
}
