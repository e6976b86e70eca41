package io.leadloop.support;

import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;

/** Those who sign in. */
public final class People {

    private People() {}

    /** A person of that group, with the password of all stories; once, however often it is said. */
    public static void join(IdentityService identity, String name, String group) {
        if (identity.createUserQuery().userId(name).count() == 0) {
            User user = identity.newUser(name);
            user.setFirstName(name);
            user.setLastName("of " + group);
            user.setPassword(House.PASSWORD);
            identity.saveUser(user);
            identity.createMembership(name, group);
        }
    }
}
