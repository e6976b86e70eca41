package io.leadloop.pipeline;

/**
 * A file, save or publication of a pipeline that is not valid. The message says why and what to do; the page shows it,
 * nothing is changed.
 */
public class NotAPipeline extends RuntimeException {

    public NotAPipeline(String message) {
        super(message);
    }

    NotAPipeline(String message, Throwable cause) {
        super(message, cause);
    }
}
