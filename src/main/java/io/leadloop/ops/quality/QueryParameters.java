package io.leadloop.ops.quality;

import io.leadloop.quality.Period;
import io.leadloop.quality.Slice;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** What callers of REST ask for, refused with 400 where it makes no sense. */
final class QueryParameters {

    private static final int MOST_DAYS = 800;

    private QueryParameters() {}

    static Period period(LocalDate from, LocalDate until) {
        day(from);
        day(until);
        Period period = new Period(from, until);
        if (period.days() < 1 || period.days() > MOST_DAYS) {
            throw refusal(
                    "The time from " + from + " until " + until + " is not between 1 and " + MOST_DAYS + " days.");
        }
        return period;
    }

    static LocalDate day(LocalDate day) {
        if (day.getYear() < 2000 || day.getYear() > 2100) {
            throw refusal("The day " + day + " is not between 2000 and 2100.");
        }
        return day;
    }

    static String group(String by) {
        if (!MoneyPages.GROUPS.contains(by)) {
            throw refusal("Leads are grouped by one of " + String.join(", ", MoneyPages.GROUPS) + ".");
        }
        return by;
    }

    static int days(int days) {
        return Math.max(1, Math.min(days, 90));
    }

    static Slice slice(@Nullable String destination, @Nullable String source, @Nullable String campaign) {
        return new Slice(given(destination), given(source), given(campaign));
    }

    /** What was asked for; null for nothing, which a page's link says by an empty parameter. */
    static @Nullable String given(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static ResponseStatusException refusal(String words) {
        return new ResponseStatusException(HttpStatus.BAD_REQUEST, words);
    }
}
