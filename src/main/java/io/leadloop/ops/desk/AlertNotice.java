package io.leadloop.ops.desk;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message about an alert for one channel, the same in each of its tries.
 *
 * @param number with the alert's id the identity of the message, over all its tries
 * @param message as it was when the notice was made
 * @param clearedAt of an end, when it was over
 * @param attempts how often it was not taken
 */
record AlertNotice(
        long number,
        UUID alertId,
        AlertKind kind,
        String subject,
        AlertChannel.Name channel,
        Event event,
        String message,
        Instant raisedAt,
        @Nullable Instant clearedAt,
        Instant createdAt,
        int attempts) {

    /** What happened to the alert. */
    enum Event {
        RAISED,
        /** It concerns ten times as many as when it was told last. */
        GROWN,
        /** It lasts. */
        REMINDED,
        CLEARED
    }

    /** The id of the message, by which a receiver knows a repeated one. */
    String id() {
        return "alert_" + alertId + "_" + number;
    }

    /** The type in the webhook. A reminder is another {@code raised}: a receiver has to do the same. */
    String type() {
        Event told = event == Event.REMINDED ? Event.RAISED : event;
        return "leadloop." + kind + "." + told.name().toLowerCase(Locale.ROOT);
    }

    /** When what it tells of happened. */
    Instant at() {
        return switch (event) {
            case RAISED, REMINDED -> raisedAt;
            case GROWN -> createdAt;
            case CLEARED -> clearedAt == null ? createdAt : clearedAt;
        };
    }

    /** What a person reads. */
    String text() {
        return switch (event) {
            case RAISED -> message;
            case GROWN -> "Ten times as much as before: " + message;
            case REMINDED -> "Still: " + message;
            case CLEARED -> "Over: " + message;
        };
    }
}
