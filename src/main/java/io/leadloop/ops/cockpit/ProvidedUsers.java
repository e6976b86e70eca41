package io.leadloop.ops.cockpit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * People whom an identity provider knows, as users of the engine, so that Cockpit, Tasklist and the audit know them too.
 * Their groups are set anew at each sign-in: who leaves a group there has lost it here. None of them has a password.
 */
@Component
public class ProvidedUsers {

    private static final String ISSUER = "oidc-issuer";
    private static final String SUBJECT = "oidc-subject";
    /** What Camunda's own rule for ids (camunda.bpm.generic-properties) and the width of its columns allow. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._@+-]{1,64}");

    private static final Set<String> GROUPS =
            Set.of(Groups.ADMINISTRATORS, Groups.OPERATORS, Groups.SALES_OPS, Groups.VIEWERS);

    private final IdentityService identity;
    private final EngineUsers users;

    ProvidedUsers(IdentityService identity, EngineUsers users) {
        this.identity = identity;
        this.users = users;
    }

    /**
     * A person, as the provider tells.
     *
     * @param subject never changes and is never given to somebody else (OpenID Connect Core 1.0, section 2)
     * @param name the user's id here
     */
    public record ProvidedUser(
            String issuer,
            String subject,
            String name,
            @Nullable String givenName,
            @Nullable String familyName) {}

    /** Why a person may not come in, and what to do; for that person's eyes. */
    public static final class NotAdmitted extends Exception {

        private static final long serialVersionUID = 1L;

        NotAdmitted(String words) {
            super(words);
        }
    }

    /** Lets a person in as a member of these groups. What was changed before a refusal stays: a lost group stays lost. */
    @Transactional
    public List<GrantedAuthority> admit(ProvidedUser person, Set<String> groups) throws NotAdmitted {
        if (!NAME.matcher(person.name()).matches()) {
            throw new NotAdmitted(
                    "Your user name at the identity provider cannot be one here: up to 64 letters, digits and"
                            + " . _ @ + - are taken. Ask an administrator to set leadloop.sign-in.oidc.user-name-claim.");
        }
        if (!GROUPS.containsAll(groups)) {
            throw new NotAdmitted("leadloop.sign-in.oidc.groups names a group that is none here: " + groups
                    + ". Ask an administrator to choose among " + GROUPS + ".");
        }
        User known = identity.createUserQuery().userId(person.name()).singleResult();
        if (known != null && !isOf(person)) {
            throw new NotAdmitted("There is another user " + person.name()
                    + " here already, who does not come from this identity provider. Ask an administrator to remove or"
                    + " rename one of them.");
        }
        if (known != null || !groups.isEmpty()) {
            save(person, known);
            try {
                setGroups(person.name(), groups);
            } catch (BadUserRequestException lastAdministrator) {
                throw new NotAdmitted(
                        "The identity provider does not name you an administrator any more, and you are the"
                                + " last one here. Ask for another administrator to be named there, who has to sign in first.");
            }
        }
        if (groups.isEmpty()) {
            throw new NotAdmitted(
                    "None of your groups at the identity provider gives you a role here. Ask an administrator to"
                            + " add you to one that leadloop.sign-in.oidc.groups names.");
        }
        return users.roles(person.name());
    }

    private boolean isOf(ProvidedUser person) {
        return person.issuer().equals(identity.getUserInfo(person.name(), ISSUER))
                && person.subject().equals(identity.getUserInfo(person.name(), SUBJECT));
    }

    private void save(ProvidedUser person, @Nullable User known) {
        User user = known == null ? identity.newUser(person.name()) : known;
        // Cockpit would write "null" for what the provider does not tell.
        user.setFirstName(person.givenName() == null ? person.name() : person.givenName());
        user.setLastName(person.familyName() == null ? "" : person.familyName());
        if (known == null) {
            byte[] nobodyKnows = new byte[32];
            new SecureRandom().nextBytes(nobodyKnows);
            user.setPassword(Base64.getEncoder().encodeToString(nobodyKnows));
        }
        identity.saveUser(user);
        if (known == null) {
            identity.setUserInfo(person.name(), ISSUER, person.issuer());
            identity.setUserInfo(person.name(), SUBJECT, person.subject());
        }
    }

    private void setGroups(String user, Set<String> groups) {
        List<String> before = identity.createGroupQuery().groupMember(user).list().stream()
                .map(Group::getId)
                .toList();
        before.stream()
                .filter(it -> GROUPS.contains(it) && !groups.contains(it))
                .forEach(it -> identity.deleteMembership(user, it));
        groups.stream().filter(it -> !before.contains(it)).forEach(it -> identity.createMembership(user, it));
    }
}
