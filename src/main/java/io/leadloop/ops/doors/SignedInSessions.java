package io.leadloop.ops.doors;

import jakarta.servlet.http.HttpServletRequest;

/** Whether somebody has signed in. */
public interface SignedInSessions {

    /** Whether the request's session belongs to somebody who has signed in. Reads nothing of the request's body. */
    boolean isSignedIn(HttpServletRequest request);
}
