package io.leadloop.destination;

import io.leadloop.http.OutsideHttp;
import java.util.Optional;

/** A platform that takes a request first and tells later what it counted. */
public interface LaterVerdicts {

    /**
     * What became of a request, by the receipt that came with its results; empty while the platform still works on it.
     * Throws OAuth2AuthorizationException when the platform refuses the sign-in.
     */
    Optional<RequestStatus> statusOf(String receipt) throws OutsideHttp.NoAnswer;
}
