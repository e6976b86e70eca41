package io.leadloop.ops.cockpit;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.WebUtils;

/**
 * Camunda's web applications begin a session with each request, for its token against forged ones. Sessions stand in
 * PostgreSQL, so a stranger could fill it: nobody's session is stored here before a sign-in. Until then the token is the one of
 * the browser's own cookie, compared with the header as Camunda's filter does.
 */
final class UnsignedSessionFilter extends OncePerRequestFilter {

    /** Camunda's names (CsrfConstants, 7.24). */
    static final String TOKEN_ATTRIBUTE = "CAMUNDA_CSRF_TOKEN";

    private static final String TOKEN_COOKIE = "XSRF-TOKEN";
    private static final Pattern TOKEN = Pattern.compile("[0-9A-Fa-f]{16,64}");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getSession(false) != null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new UnsignedRequest(request), response);
    }

    private static final class UnsignedRequest extends HttpServletRequestWrapper {

        private @Nullable UnsignedSession session;

        UnsignedRequest(HttpServletRequest request) {
            super(request);
        }

        @Override
        public HttpSession getSession() {
            return Stream.ofNullable(getSession(true)).findFirst().orElseThrow();
        }

        @Override
        public @Nullable HttpSession getSession(boolean create) {
            HttpSession stored = super.getSession(false);
            if (stored != null) {
                return stored;
            }
            if (session != null && session.isOver()) {
                session = null;
            }
            if (session == null && create) {
                session = new UnsignedSession(getServletContext(), () -> super.getSession(true));
                Cookie token = WebUtils.getCookie(this, TOKEN_COOKIE);
                if (token != null && TOKEN.matcher(token.getValue()).matches()) {
                    session.setAttribute(TOKEN_ATTRIBUTE, token.getValue());
                }
            }
            return session;
        }

        @Override
        public String changeSessionId() {
            return super.getSession(false) == null ? getSession().getId() : super.changeSessionId();
        }
    }
}
