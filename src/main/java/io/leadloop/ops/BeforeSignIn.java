package io.leadloop.ops;

import io.leadloop.ops.cockpit.SignInHasToWait;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.security.web.savedrequest.CookieRequestCache;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * What pages remember of a browser that nobody has signed in with stands in its cookies. Sessions stand in PostgreSQL: one for
 * each stranger who asks for a page would fill it.
 */
final class BeforeSignIn {

    private static final int LONGEST_QUERY = 1_000;

    private BeforeSignIn() {}

    /** The token against forged forms; not in a cookie of the name that Camunda's web applications use for theirs. */
    static CsrfTokenRepository formTokens() {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("LEADLOOP-CSRF");
        tokens.setHeaderName("X-CSRF-TOKEN");
        tokens.setCookieCustomizer(it -> it.path("/").httpOnly(true).sameSite("Lax"));
        return tokens;
    }

    /** Gives out the token before a page is written: once its first part is sent no cookie can go with it. */
    static Filter tokenBeforeThePage() {
        return (request, response, chain) -> {
            if (isForAPage((HttpServletRequest) request)
                    && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken token) {
                Objects.requireNonNull(token.getToken());
            }
            chain.doFilter(request, response);
        };
    }

    /** Where they wanted to go; a longer address than any of ours would not fit into the head of the answer. */
    static RequestCache wantedPage() {
        CookieRequestCache cache = new CookieRequestCache();
        cache.setRequestMatcher(it -> isForAPage(it)
                && (it.getQueryString() == null || it.getQueryString().length() <= LONGEST_QUERY));
        return cache;
    }

    static AuthenticationFailureHandler refused() {
        return (request, response, failure) -> response.sendRedirect(
                failure instanceof SignInHasToWait wait ? "/login?error&wait=" + wait.seconds() : "/login?error");
    }

    private static boolean isForAPage(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return HttpMethod.GET.matches(request.getMethod())
                && (accept == null || accept.contains("text/html") || accept.contains("*/*"));
    }
}
