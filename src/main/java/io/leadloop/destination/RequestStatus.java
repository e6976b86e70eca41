package io.leadloop.destination;

import java.util.Map;

/**
 * What a platform did with a request in the end.
 *
 * @param counted how many of its conversions count
 * @param reasons why others do not, with how many; the platform does not say which
 */
public record RequestStatus(State state, long counted, Map<String, Long> reasons) {

    public enum State {
        SUCCESS,
        PARTIAL_SUCCESS,
        FAILED,
        /** The platform does not know the request, or gave an answer that nobody understands. */
        UNKNOWN
    }
}
