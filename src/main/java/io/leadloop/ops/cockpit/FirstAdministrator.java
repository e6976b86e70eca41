package io.leadloop.ops.cockpit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the first administrator before anybody can come in: Camunda lets the first visitor make one where there is none.
 * The password comes from {@code leadloop.admin.password}, or is generated and shown once, on the console. Later starts
 * change nothing, unless {@code leadloop.admin.reset} is true: the way back for somebody who lost it.
 */
@Component
public class FirstAdministrator implements InitializingBean {

    private static final int PASSWORD_BYTES = 15;
    private static final Logger log = LoggerFactory.getLogger(FirstAdministrator.class);

    private final IdentityService identity;
    private final Groups groups;
    private final TransactionTemplate transaction;
    private final String user;
    private final @Nullable String password;
    private final boolean reset;
    private Optional<String> generated = Optional.empty();

    FirstAdministrator(
            IdentityService identity,
            Groups groups,
            PlatformTransactionManager transactions,
            @Value("${leadloop.admin.user:admin}") String user,
            @Value("${leadloop.admin.password:#{null}}") @Nullable String password,
            @Value("${leadloop.admin.reset:false}") boolean reset) {
        this.identity = identity;
        this.groups = groups;
        this.transaction = new TransactionTemplate(transactions);
        this.user = user;
        // A variable that was written down and never filled in is no choice of an empty password.
        this.password = password == null || password.isBlank() ? null : password;
        this.reset = reset;
    }

    @Override
    public void afterPropertiesSet() {
        transaction.executeWithoutResult(status -> {
            groups.create();
            User known = identity.createUserQuery().userId(user).singleResult();
            boolean nobody = identity.createUserQuery()
                            .memberOfGroup(Groups.ADMINISTRATORS)
                            .count()
                    == 0;
            if (known == null && (nobody || reset)) {
                create(password == null ? generate() : password);
            } else if (known != null && reset) {
                known.setPassword(password == null ? generate() : password);
                saveAsChosen(known);
                makeAdministrator();
                log.warn(
                        "The password of {} was set anew by leadloop.admin.reset. Remove that key before the next start.",
                        user);
            }
        });
    }

    private void create(String initialPassword) {
        User administrator = identity.newUser(user);
        administrator.setFirstName("LeadLoop");
        administrator.setLastName("Administrator");
        administrator.setPassword(initialPassword);
        saveAsChosen(administrator);
        makeAdministrator();
    }

    /** Without the rules of {@link IdentityRules}: a start must not fail over a password that its own operator chose. */
    private void saveAsChosen(User administrator) {
        ((IdentityServiceImpl) identity).saveUser(administrator, true);
    }

    private void makeAdministrator() {
        boolean isOne = identity.createUserQuery()
                        .userId(user)
                        .memberOfGroup(Groups.ADMINISTRATORS)
                        .count()
                > 0;
        if (!isOne) {
            identity.createMembership(user, Groups.ADMINISTRATORS);
        }
    }

    private String generate() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        generated = Optional.of(fresh);
        return fresh;
    }

    public String user() {
        return user;
    }

    /** The password that was made at this start, once; empty ever after. */
    public synchronized Optional<String> takeGeneratedPassword() {
        Optional<String> once = generated;
        generated = Optional.empty();
        return once;
    }
}
