package io.leadloop.destination;

import java.util.Map;

/**
 * What a platform did with a request in the end.
 *
 * @param counted how many of its conversions count, at most: a platform need not tell how many do not
 * @param reasons why others do not, with how many; the platform does not say which
 * @param warnings what it found wrong with conversions that count all the same, with how many
 */
public record RequestStatus(State state, long counted, Map<String, Long> reasons, Map<String, Long> warnings) {

    public RequestStatus(State state, long counted, Map<String, Long> reasons) {
        this(state, counted, reasons, Map.of());
    }

    public enum State {
        SUCCESS,
        PARTIAL_SUCCESS,
        FAILED,
        /** The platform does not know the request, or gave an answer that nobody understands. */
        UNKNOWN
    }
}
