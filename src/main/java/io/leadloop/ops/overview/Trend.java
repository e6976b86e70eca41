package io.leadloop.ops.overview;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a figure compares with the same span before.
 *
 * @param words such as {@code +12 %}
 * @param before what it was then, in words
 */
record Trend(String words, boolean isUp, boolean isGood, String before) {

    private static final int WHOLE = 100;

    /** Whether it is the same as before, as far as the words tell. */
    public boolean isFlat() {
        return words.startsWith("+0");
    }

    /** Null where there was nothing before. */
    static @Nullable Trend of(double now, double before, String beforeInWords) {
        return of(now, before, beforeInWords, true);
    }

    /** Of something of which less is better. */
    static @Nullable Trend ofLess(double now, double before, String beforeInWords) {
        return of(now, before, beforeInWords, false);
    }

    private static @Nullable Trend of(double now, double before, String beforeInWords, boolean isMoreGood) {
        if (before <= 0) {
            return null;
        }
        long percent = Math.round(WHOLE * (now - before) / before);
        return new Trend(
                String.format(Locale.ROOT, "%+,d %%", percent),
                percent > 0,
                percent == 0 || percent > 0 == isMoreGood,
                beforeInWords);
    }

    /** Of a share: the difference of its percent in points; null where either is not known. */
    static @Nullable Trend ofShare(@Nullable Long now, @Nullable Long before) {
        if (now == null || before == null) {
            return null;
        }
        long points = now - before;
        return new Trend(String.format(Locale.ROOT, "%+d points", points), points > 0, points >= 0, before + " %");
    }
}
