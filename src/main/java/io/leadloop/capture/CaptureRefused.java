package io.leadloop.capture;

/** A capture that is refused, and of which nothing is stored. Becomes the HTTP status that it carries. */
final class CaptureRefused extends Exception {

    private final int status;

    /** @param words what to do about it, without anything of the request */
    CaptureRefused(int status, String words) {
        super(words);
        this.status = status;
    }

    int status() {
        return status;
    }

    String words() {
        return String.valueOf(getMessage());
    }
}
