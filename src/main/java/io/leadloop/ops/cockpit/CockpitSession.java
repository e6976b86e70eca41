package io.leadloop.ops.cockpit;

import io.leadloop.ops.doors.SignedInSessions;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.AuthenticationUtil;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * One sign-in for our pages and for Camunda's web applications: both keep theirs in the same session. Lets whoever is signed in to Cockpit use our REST interface under {@code /camunda/api/leadloop}, with the roles that the
 * user's groups give now. Camunda's own filter behind it asks for the CSRF token.
 */
@Component
public class CockpitSession implements SignedInSessions {

    private static final String ENGINE = "default";

    private final EngineUsers users;

    CockpitSession(EngineUsers users) {
        this.users = users;
    }

    /** For the chain of the REST interface inside Cockpit. Not a bean: that would stand before every request. */
    public Filter filter() {
        return new OncePerRequestFilter() {
            @Override
            protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws ServletException, IOException {
                signIn(request.getSession(false));
                chain.doFilter(request, response);
            }
        };
    }

    /** Signs a person in to Cockpit, Tasklist and Admin who has just signed in to our pages. */
    public void begin(HttpServletRequest request, String user) {
        HttpSession session = request.getSession();
        Authentications signedIn = AuthenticationUtil.getAuthsFromSession(session);
        signedIn.addOrReplace(AuthenticationUtil.createAuthentication(ENGINE, user));
        AuthenticationUtil.updateSession(session, signedIn);
    }

    /** On our pages or in Cockpit. */
    @Override
    public boolean isSignedIn(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Authentications signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        return signedIn != null && signedIn.getAuthenticationForProcessEngine(ENGINE) != null;
    }

    private void signIn(@Nullable HttpSession session) {
        Authentications signedIn = session == null ? null : AuthenticationUtil.getAuthsFromSession(session);
        Authentication here = signedIn == null ? null : signedIn.getAuthenticationForProcessEngine(ENGINE);
        if (here != null && SecurityContextHolder.getContext().getAuthentication() == null) {
            String user = here.getIdentityId();
            SecurityContext context = SecurityContextHolder.createEmptyContext();
            context.setAuthentication(UsernamePasswordAuthenticationToken.authenticated(user, null, users.roles(user)));
            SecurityContextHolder.setContext(context);
        }
    }
}
