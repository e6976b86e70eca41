package io.leadloop.ops.cockpit;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the first administrator before anybody can come in: Camunda lets the first visitor make one where there is none.
 * The password comes from {@code leadloop.admin.password}, or is generated and shown once, on the console.
 */
@Component
public class FirstAdministrator implements InitializingBean {

    private static final int PASSWORD_BYTES = 15;

    private final IdentityService identity;
    private final Groups groups;
    private final TransactionTemplate transaction;
    private final String user;
    private final @Nullable String password;
    private Optional<String> generated = Optional.empty();

    FirstAdministrator(
            IdentityService identity,
            Groups groups,
            PlatformTransactionManager transactions,
            @Value("${leadloop.admin.user:admin}") String user,
            @Value("${leadloop.admin.password:#{null}}") @Nullable String password) {
        this.identity = identity;
        this.groups = groups;
        this.transaction = new TransactionTemplate(transactions);
        this.user = user;
        this.password = password;
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
            if (known == null && nobody) {
                create(password == null ? generate() : password);
            } else if (known != null && password != null && !identity.checkPassword(user, password)) {
                // The way back for someone who lost it: start once with a new one.
                known.setPassword(password);
                identity.saveUser(known);
                identity.unlockUser(user);
            }
        });
    }

    private void create(String initialPassword) {
        User administrator = identity.newUser(user);
        administrator.setFirstName("LeadLoop");
        administrator.setLastName("Administrator");
        administrator.setPassword(initialPassword);
        identity.saveUser(administrator);
        identity.createMembership(user, Groups.ADMINISTRATORS);
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
