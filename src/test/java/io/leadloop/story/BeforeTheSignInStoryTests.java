package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.User;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
    @ValueSource(strings = {"/login", "/", "/ops/leads", "/ops/pipeline?x=1", "/login?error"})
    void a_stranger_who_asks_for_pages_stores_nothing(String path) {
        long before = house.count("select count(*) from leadloop.web_session");
        for (int i = 0; i < 3; i++) {
            new WebSession(port).get(path);
        }
        new WebSession(port).signsInToOurPages("olga", "wrong");
        assertThat(house.count("select count(*) from leadloop.web_session")).isEqualTo(before);
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

    @ParameterizedTest
    @CsvSource({
        "/webhooks/generic, multipart/form-data, 415",
        "/webhooks/nobody, multipart/mixed; boundary=, 415",
        "/login, multipart/form-data; boundary=x, 415",
        "/api/leads/import, multipart/form-data, 415",
        "/ops/pipeline/upload, multipart/form-data; boundary=, 400",
        "/camunda/api/engine/engine/default/deployment/create, multipart/form-data, 400"
    })
    void a_form_of_several_parts_is_taken_only_where_it_is_expected_and_with_its_boundary(
            String path, String type, int status) {
        assertThat(house.send(house.request(path)
                                .setHeader("Content-Type", type)
                                .POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void a_form_with_a_broken_escape_and_a_user_with_a_nul_are_refused_in_words() {
        HttpResponse<String> form = house.send(house.request("/login")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=%zz&password=%")));
        assertThat(form.statusCode()).isIn(302, 401, 403);
        String nul = Base64.getEncoder().encodeToString("a\0b:c".getBytes(StandardCharsets.UTF_8));
        assertThat(house.send(house.request("/api/leads")
                                .header("Authorization", "Basic " + nul)
                                .GET())
                        .statusCode())
                .isEqualTo(401);
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

    @ParameterizedTest
    @CsvSource({
        "/login, application/x-www-form-urlencoded",
        "/camunda/api/admin/auth/user/default/login/cockpit, application/x-www-form-urlencoded",
        "/camunda/api/engine/engine/default/task, application/json",
        "/api/leads/import, text/csv",
        "/ops/import, multipart/form-data; boundary=x"
    })
    void a_large_body_is_refused_before_it_is_read(String path, String type) {
        HttpResponse<String> answer = house.send(
                house.request(path).header("Content-Type", type).POST(BodyPublishers.ofString("x".repeat(20_000))));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Sign in first");
    }

    @Test
    void a_body_without_a_length_is_not_taken_from_a_stranger() {
        HttpResponse<String> answer = house.send(house.request("/login")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[10]))));
        assertThat(answer.statusCode()).isEqualTo(411);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/webhooks/generic", "/login", "/camunda/api/admin/auth/user/default/login/cockpit"})
    void two_hundred_who_drip_cost_nobody_else_anything(String path) throws IOException {
        List<Socket> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket("localhost", port);
                dripping.add(socket);
                socket.getOutputStream()
                        .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type:"
                                        + " application/x-www-form-urlencoded\r\nContent-Length: 1000\r\n\r\nu")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            long begin = System.nanoTime();
            assertThat(house.send(house.request("/actuator/health").GET()).statusCode())
                    .isEqualTo(200);
            assertThat(new WebSession(port).get("/login").statusCode()).isEqualTo(200);
            assertThat(house.leadReaches("drip-" + path.length(), "MQL", "2026-10-03T09:00:00Z", "gclid=drip-g")
                            .statusCode())
                    .isEqualTo(202);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        } finally {
            for (Socket socket : dripping) {
                socket.close();
            }
        }
    }

    @Test
    void a_webhook_that_comes_in_pieces_is_taken_whole() throws IOException {
        String body = House.event("in-pieces", "MQL", "2026-10-03T09:00:00Z", "", "gclid=in-pieces-g");
        String head = "POST /webhooks/generic HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            for (byte[] part : List.of(body.substring(0, 10), body.substring(10)).stream()
                    .map(it ->
                            (Integer.toHexString(it.length()) + "\r\n" + it + "\r\n").getBytes(StandardCharsets.UTF_8))
                    .toList()) {
                socket.getOutputStream().write(part);
                socket.getOutputStream().flush();
            }
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 401").contains("was stored");
        }
    }
}
