package io.leadloop.ops.signin;

import io.leadloop.ops.cockpit.ProvidedUsers;
import io.leadloop.ops.cockpit.ProvidedUsers.NotAdmitted;
import io.leadloop.ops.cockpit.ProvidedUsers.ProvidedUser;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.security.web.authentication.SimpleUrlAuthenticationFailureHandler;

/** Lets people in whom the identity provider knows, with what their groups there allow here. */
public class OidcSignIn {

    static final String REGISTRATION = "oidc";

    private static final String NOT_ADMITTED = "not_admitted";

    private static final Logger log = LoggerFactory.getLogger(OidcSignIn.class);

    private final AuthenticationFailureHandler toSignIn = new SimpleUrlAuthenticationFailureHandler("/login?refused");
    private final OidcSettings settings;
    private final ProvidedUsers users;
    private final OidcUserService provider = new OidcUserService();

    OidcSignIn(OidcSettings settings, ProvidedUsers users) {
        this.settings = settings;
        this.users = users;
    }

    /** For the chain of the pages. */
    public Customizer<OAuth2LoginConfigurer<HttpSecurity>> door(AuthenticationSuccessHandler then) {
        return login -> login.loginPage("/login")
                .userInfoEndpoint(it -> it.oidcUserService(this::admit))
                .successHandler(then)
                .failureHandler(this::refuse);
    }

    /** Where the button leads to. */
    public String address() {
        return "/oauth2/authorization/" + REGISTRATION;
    }

    /** What stands on the button. */
    public String label() {
        return settings.label();
    }

    /** What to tell a person who was not let in. */
    public static String words(@Nullable Object problem) {
        if (problem instanceof OAuth2AuthenticationException refused
                && refused.getError().getErrorCode().equals(NOT_ADMITTED)) {
            return refused.getError().getDescription();
        }
        if (problem instanceof OAuth2AuthenticationException failed) {
            return "The identity provider did not let you in ("
                    + failed.getError().getErrorCode() + "). Try again; if it stays, show this to an administrator.";
        }
        return problem instanceof AuthenticationException ? "The sign-in did not work. Try again." : "";
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, AuthenticationException problem)
            throws IOException, ServletException {
        if (!(problem instanceof OAuth2AuthenticationException refused)
                || !refused.getError().getErrorCode().equals(NOT_ADMITTED)) {
            log.warn("Nobody was signed in by the identity provider {}", settings.issuer(), problem);
        }
        toSignIn.onAuthenticationFailure(request, response, problem);
    }

    private OidcUser admit(OidcUserRequest request) {
        OidcUser known = provider.loadUser(request);
        try {
            ProvidedUser user = new ProvidedUser(
                    settings.issuer().toString(),
                    known.getSubject(),
                    known.getName(),
                    known.getGivenName(),
                    known.getFamilyName());
            return new DefaultOidcUser(
                    users.admit(user, groupsOf(known)),
                    known.getIdToken(),
                    known.getUserInfo(),
                    settings.userNameClaim());
        } catch (NotAdmitted e) {
            throw new OAuth2AuthenticationException(new OAuth2Error(NOT_ADMITTED, e.getMessage(), null), e);
        }
    }

    /** The groups here that belong to the person's groups there. */
    private Set<String> groupsOf(OidcUser user) {
        Object claim = user.getClaim(settings.groupsClaim());
        Collection<?> there = claim instanceof Collection<?> list ? list : claim == null ? Set.of() : Set.of(claim);
        Set<String> here = new TreeSet<>();
        settings.groups().forEach((group, theirs) -> {
            if (theirs.stream().anyMatch(there::contains)) {
                here.add(group);
            }
        });
        return here;
    }
}
