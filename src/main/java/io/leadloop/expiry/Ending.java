package io.leadloop.expiry;

/**
 * A known end, seen from today.
 *
 * @param daysLeft in UTC; zero on the day on which it ends, below zero after it
 * @param isSoon whether a person should see it: from the configured time before the end on
 */
public record Ending(Expiry expiry, long daysLeft, boolean isSoon) {

    /** Whether it is over: the platform may refuse everything. */
    public boolean isOver() {
        return daysLeft <= 0;
    }

    public String words() {
        String when = isOver()
                ? " ended on " + expiry.day()
                : " ends on " + expiry.day() + ", in " + daysLeft + (daysLeft == 1 ? " day" : " days");
        return expiry.thing() + when + ": " + expiry.remedy() + ".";
    }
}
