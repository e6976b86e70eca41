package io.leadloop.schedule;

/** The queues whose workers {@link Loops} runs; the name in the log. Uploads have a queue for each destination. */
public record Queue(String name) {

    public static final Queue INBOX = new Queue("The inbox");
    public static final Queue LOOKUPS = new Queue("The look-up in CRMs");

    /** @param destination its configured name */
    public static Queue uploads(String destination) {
        return new Queue("upload-" + destination);
    }
}
