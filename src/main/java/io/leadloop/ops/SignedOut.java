package io.leadloop.ops;

import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/**
 * Tells whoever pressed a button without being signed in, or after the session ended, to sign in: Spring Security looks for
 * the token against forged requests first, and would say that the user may not.
 */
final class SignedOut {

    private SignedOut() {}

    static AccessDeniedHandler handler() {
        AccessDeniedHandler mayNot = new AccessDeniedHandlerImpl();
        return (request, response, refused) -> {
            if (SecurityContextHolder.getContext().getAuthentication() == null) {
                response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
            } else {
                mayNot.handle(request, response, refused);
            }
        };
    }
}
