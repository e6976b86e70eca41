package io.leadloop.crm;

/**
 * A webhook that is refused, and of which nothing is stored: not authentic, not readable or not allowed. Becomes the
 * HTTP status that it carries; the message holds no personal data.
 */
public final class WebhookRefused extends Exception {

    private final int status;
    private final Reason reason;

    /** The reason, a closed set: the tag of the metric {@code leadloop.webhook.received}. */
    public enum Reason {
        UNKNOWN_SOURCE,
        UNVERIFIED,
        TOO_LARGE,
        UNREADABLE
    }

    private WebhookRefused(int status, Reason reason, String message) {
        super(message);
        this.status = status;
        this.reason = reason;
    }

    public static WebhookRefused unknownSource(String message) {
        return new WebhookRefused(404, Reason.UNKNOWN_SOURCE, message);
    }

    public static WebhookRefused unverified(String message) {
        return new WebhookRefused(401, Reason.UNVERIFIED, message);
    }

    public static WebhookRefused notAllowed(String message) {
        return new WebhookRefused(403, Reason.UNVERIFIED, message);
    }

    public static WebhookRefused tooLarge(String message) {
        return new WebhookRefused(413, Reason.TOO_LARGE, message);
    }

    public static WebhookRefused unreadable(String message) {
        return new WebhookRefused(400, Reason.UNREADABLE, message);
    }

    public int status() {
        return status;
    }

    public Reason reason() {
        return reason;
    }

    public String words() {
        return String.valueOf(getMessage());
    }
}
