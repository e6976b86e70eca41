package io.leadloop.ops.cockpit;

import java.time.Duration;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.stereotype.Component;

/** Signs people in to our pages and REST with the engine's users, so that one account serves Cockpit too. */
@Component
class EngineUsers implements AuthenticationProvider {

    private final IdentityService identity;
    private final SignInAttempts attempts;

    EngineUsers(IdentityService identity, SignInAttempts attempts) {
        this.identity = identity;
        this.attempts = attempts;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        String user = authentication.getName();
        Object password = authentication.getCredentials();
        Duration wait = attempts.waits(user).orElse(null);
        if (wait != null) {
            throw new SignInHasToWait(wait);
        }
        // No database takes the character NUL.
        if (password == null || user.indexOf('\0') >= 0 || !identity.checkPassword(user, password.toString())) {
            throw new BadCredentialsException("Unknown user or wrong password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(user, null, roles(user));
    }

    /** What the user's groups allow now; nothing for a user that does not exist any more. */
    List<GrantedAuthority> roles(String user) {
        return identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .<GrantedAuthority>map(group -> new SimpleGrantedAuthority(role(group)))
                .toList();
    }

    private static String role(String group) {
        return switch (group) {
            case Groups.ADMINISTRATORS -> "ROLE_ADMIN";
            case Groups.OPERATORS -> "ROLE_OPERATOR";
            case Groups.SALES_OPS -> "ROLE_SALES_OPS";
            case Groups.VIEWERS -> "ROLE_VIEWER";
            default -> "ROLE_NONE";
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
