package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Objects;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.session.Session;
import org.springframework.session.SessionRepository;

/** What a stranger can do before anybody knows them: next to nothing, and never at the cost of others. */
@StoryTest
class BeforeTheSignInStoryTests {

    private static final String ADMINISTRATORS = "camunda-admin";

    @Autowired
    House house;

    @Autowired
    IdentityService identity;

    @Autowired
    TestClock clock;

    @Autowired
    SessionRepository<? extends Session> sessions;

    @Value("${server.port}")
    int port;

    /** Wrong passwords of one test make nobody wait in the next. */
    private static int hours;

    @BeforeEach
    void somebody() {
        clock.set("2026-10-03T10:25:00Z");
        clock.pass(Duration.ofHours(hours++));
        User user = identity.newUser("olga");
        user.setPassword("a-long-password");
        identity.saveUser(user);
        identity.createMembership("olga", "operators");
    }

    @AfterEach
    void they_leave() {
        identity.deleteUser("olga");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/camunda/api/admin/setup/default/user/create",
                "/camunda/api/admin/%73etup/default/user/create",
                "/camunda/app/admin/default/setup/",
                "/camunda/app/admin/default/setup"
            })
    void the_set_up_of_a_first_administrator_is_shut_whoever_asks(String path) {
        WebSession administrator = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
        assertThat(administrator.post(path).statusCode()).isIn(403, 404);
        assertThat(new WebSession(port).post(path).statusCode()).isIn(403, 404);
        assertThat(new WebSession(port).get(path).statusCode()).isIn(403, 404);
    }

    @Test
    void the_last_administrator_stays_whatever_is_tried() {
        assertThatThrownBy(() -> identity.deleteMembership("admin", ADMINISTRATORS))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("last administrator");
        assertThatThrownBy(() -> identity.deleteUser("admin")).isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> identity.deleteGroup(ADMINISTRATORS)).isInstanceOf(BadUserRequestException.class);
        WebSession administrator = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
        HttpResponse<String> answer = administrator.send(administrator
                .request("/camunda/api/engine/engine/default/group/" + ADMINISTRATORS + "/members/admin")
                .header("X-XSRF-TOKEN", administrator.token())
                .DELETE());
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("last administrator");
        assertThat(identity.createUserQuery().memberOfGroup(ADMINISTRATORS).count())
                .isEqualTo(1);
    }

    @Test
    void of_two_administrators_one_may_go() {
        identity.createMembership("olga", ADMINISTRATORS);
        identity.deleteMembership("olga", ADMINISTRATORS);
        assertThat(identity.createUserQuery().memberOfGroup(ADMINISTRATORS).list())
                .extracting(User::getId)
                .containsExactly("admin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "olga-olga-olga", "elevenchars"})
    void a_password_that_is_short_or_holds_the_name_is_not_taken(String password) {
        User user = identity.createUserQuery().userId("olga").singleResult();
        user.setPassword(password);
        assertThatThrownBy(() -> identity.saveUser(user)).hasMessageContaining("Password does not match policy");
    }

    @Test
    void wrong_passwords_make_the_one_who_guesses_wait_and_never_lock_anybody_out() {
        for (int i = 0; i < 30; i++) {
            assertThat(identity.checkPassword("olga", "guess-" + i)).isFalse();
        }
        assertThat(identity.checkPassword("olga", "a-long-password"))
                .as("within the wait no password is looked at")
                .isFalse();
        clock.pass(Duration.ofSeconds(61));
        assertThat(identity.checkPassword("olga", "a-long-password")).isTrue();
        assertThat(identity.checkPassword("olga", "wrong again")).isFalse();
        assertThat(identity.checkPassword("olga", "a-long-password"))
                .as("one slip of the finger costs nothing")
                .isTrue();
    }

    @Test
    void the_page_says_how_long_to_wait() {
        for (int i = 0; i < 6; i++) {
            new WebSession(port).signsInToOurPages("otto", "wrong");
        }
        WebSession again = new WebSession(port);
        URI location = URI.create(again.postsSignIn("otto", "wrong")
                .headers()
                .firstValue("Location")
                .orElse(""));
        assertThat(again.get(location.getPath() + "?" + location.getQuery()).body())
                .containsPattern("Too many wrong passwords: wait \\d+ s");
        assertThat(again.get("/login?error&wait=x").statusCode()).isEqualTo(400);
    }

    @Test
    void a_session_is_known_to_every_node_and_ends_with_the_user_the_group_or_the_password() {
        WebSession olga = new WebSession(port).signsInToOurPages("olga", "a-long-password");
        assertThat(house.count("select count(*) from leadloop.web_session where principal_name = 'olga'"))
                .isEqualTo(1);
        assertThat(olga.get("/ops/inbox").statusCode()).isEqualTo(200);
        User user = identity.createUserQuery().userId("olga").singleResult();
        user.setPassword("another-long-one");
        identity.saveUser(user);
        assertThat(olga.get("/ops/inbox").statusCode()).isEqualTo(302);

        WebSession inCockpit = new WebSession(port).signsInToCockpit("olga", "another-long-one");
        assertThat(inCockpit.get("/ops/inbox").statusCode()).isEqualTo(200);
        identity.deleteMembership("olga", "operators");
        assertThat(inCockpit.get("/camunda/api/leadloop/situation").statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/login",
                "/",
                "/ops/leads",
                "/ops/pipeline?x=1",
                "/login?error",
                "/camunda/",
                "/camunda/app/cockpit/default/",
                "/camunda/app/tasklist/default/",
                "/camunda/api/admin/auth/user/default",
                "/camunda/api/engine/engine/default/task",
                "/camunda/api/leadloop/situation"
            })
    void a_stranger_who_asks_for_pages_stores_nothing(String path) {
        long before = house.count("select count(*) from leadloop.web_session");
        for (int i = 0; i < 3; i++) {
            new WebSession(port).get(path);
        }
        new WebSession(port).signsInToOurPages("olga", "wrong");
        assertThat(house.count("select count(*) from leadloop.web_session")).isEqualTo(before);
    }

    @Test
    void a_stranger_who_tries_cockpits_own_sign_in_stores_nothing_and_is_no_longer_one_afterwards() {
        long before = house.count("select count(*) from leadloop.web_session");
        WebSession olga = new WebSession(port);
        assertThat(olga.triesCockpit("olga", "wrong").statusCode()).isEqualTo(401);
        assertThat(olga.post("/camunda/api/engine/engine/default/task/count").statusCode())
                .isIn(401, 403);
        assertThat(house.count("select count(*) from leadloop.web_session")).isEqualTo(before);

        String tokenBefore = olga.token();
        olga.signsInToCockpit("olga", "a-long-password");
        assertThat(house.count("select count(*) from leadloop.web_session")).isEqualTo(before + 1);
        assertThat(olga.token()).isNotEqualTo(tokenBefore);
        assertThat(olga.get("/camunda/api/admin/auth/user/default").body()).contains("olga");
    }

    @Test
    void cockpits_own_sign_in_asks_for_the_token_that_its_page_gave() {
        WebSession olga = new WebSession(port);
        olga.get("/camunda/app/cockpit/default/");
        String address = "/camunda/api/admin/auth/user/default/login/cockpit";
        HttpRequest.BodyPublisher form = HttpRequest.BodyPublishers.ofString("username=olga&password=a-long-password");
        assertThat(olga.send(olga.request(address)
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .POST(form))
                        .statusCode())
                .isEqualTo(403);
        assertThat(olga.send(olga.request(address)
                                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-XSRF-TOKEN", "0".repeat(32))
                                .POST(form))
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void whoever_signs_in_comes_to_the_page_that_they_wanted() {
        WebSession olga = new WebSession(port);
        olga.get("/ops/audit?person=olga");
        assertThat(olga.postsSignIn("olga", "a-long-password")
                        .headers()
                        .firstValue("Location")
                        .orElse(""))
                .endsWith("/ops/audit?person=olga");
    }

    /** A page and its parts: the browser asks for them at once, with one session. */
    @Test
    void two_requests_of_a_session_may_store_the_same_attribute_first() {
        storeAtOnce(sessions);
    }

    private static <S extends Session> void storeAtOnce(SessionRepository<S> sessions) {
        S created = sessions.createSession();
        sessions.save(created);
        S page = Objects.requireNonNull(sessions.findById(created.getId()));
        S part = Objects.requireNonNull(sessions.findById(created.getId()));
        page.setAttribute("token", "of the page");
        part.setAttribute("token", "of its part");
        sessions.save(page);
        sessions.save(part);
        assertThat(Objects.requireNonNull(sessions.findById(created.getId())).<String>getAttribute("token"))
                .isEqualTo("of its part");
        sessions.deleteById(created.getId());
    }
}
