package io.leadloop.ops.api;

/** What was asked for does not exist; becomes 404. */
final class NotFound extends RuntimeException {

    NotFound(String message) {
        super(message);
    }
}
