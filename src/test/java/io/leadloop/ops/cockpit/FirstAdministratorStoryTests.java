package io.leadloop.ops.cockpit;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;

/** The administrator whom a start makes, and the password that was never typed: {@code LEADLOOP_ADMIN_PASSWORD=}. */
@StoryTest
class FirstAdministratorStoryTests {

    @Autowired
    House house;

    @Autowired
    IdentityService identity;

    @Autowired
    Groups groups;

    @Autowired
    PlatformTransactionManager transactions;

    private int signsIn(String user, String password) {
        String credentials =
                Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return house.send(house.request("/api/leads").header("Authorization", "Basic " + credentials))
                .statusCode();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "  "})
    void gets_a_password_that_is_shown_where_none_is_set(@Nullable String configured) {
        String user = "first-" + (configured == null ? "none" : configured.length());
        FirstAdministrator first = new FirstAdministrator(identity, groups, transactions, user, configured, true);
        first.afterPropertiesSet();
        String shown = first.takeGeneratedPassword().orElseThrow();
        assertThat(signsIn(user, shown)).isEqualTo(200);
        assertThat(signsIn(user, configured == null ? "" : configured)).isEqualTo(401);
        identity.deleteUser(user);
    }

    @Test
    void of_an_older_release_does_not_sign_in_with_an_empty_one() {
        User older = identity.newUser("older-admin");
        older.setPassword("");
        ((IdentityServiceImpl) identity).saveUser(older, true);
        identity.createMembership("older-admin", Groups.ADMINISTRATORS);
        assertThat(signsIn("older-admin", "")).isEqualTo(401);
        identity.deleteUser("older-admin");
    }
}
