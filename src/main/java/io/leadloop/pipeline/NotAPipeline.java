package io.leadloop.pipeline;

/** A file, a save or a publication that cannot be taken; the message tells a person why and what to do. */
public class NotAPipeline extends RuntimeException {

    public NotAPipeline(String message) {
        super(message);
    }

    NotAPipeline(String message, Throwable cause) {
        super(message, cause);
    }
}
