package io.leadloop.ops.desk;

import java.io.Serial;

/** A way on which alerts reach people; off unless it is configured. */
interface AlertChannel {

    /** The names stand in the table of notices. */
    enum Name {
        WEBHOOK,
        SLACK,
        MAIL
    }

    Name name();

    boolean isOn();

    /** Hands the notice over, bounded in time. */
    void send(AlertNotice notice) throws NotTaken;

    /** The receiver did not take it, or nobody knows whether it did; the words name no address. */
    final class NotTaken extends Exception {

        @Serial
        private static final long serialVersionUID = 1L;

        NotTaken(String why) {
            super(why);
        }
    }
}
