package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import io.leadloop.support.WebSession;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** Bodies that a stranger sends: small, quick and of the kind that is expected, or refused without harm to others. */
@StoryTest
class BodiesBeforeTheSignInStoryTests {

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Value("${server.port}")
    int port;

    @BeforeEach
    void a_day_in_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "/webhooks/generic, multipart/form-data, 415",
        "/webhooks/nobody, multipart/mixed; boundary=, 415",
        "/login, multipart/form-data; boundary=x, 415",
        "/api/leads/import, multipart/form-data, 415",
        "/ops/import, multipart/form-data; boundary=x, 415",
        "/ops/pipeline/publish, multipart/form-data; boundary=x, 415",
        "/camunda/app/cockpit/default/, multipart/form-data; boundary=x, 415",
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/webhooks/generic",
                "/webhooks/nobody",
                "/login",
                "/api/leads/import",
                "/capture",
                "/camunda/api/engine/engine/default/task"
            })
    void a_range_of_types_is_no_type_of_a_body(String path) {
        for (String type : List.of("*/*", "application/*", " */*;q=0.8")) {
            HttpResponse<String> answer = house.send(
                    house.request(path).setHeader("Content-Type", type).POST(BodyPublishers.ofString("{}")));
            assertThat(answer.statusCode()).as(type).isEqualTo(415);
            assertThat(answer.body()).contains("Name the one that the body is of");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "/", ";", "application/json;charset=nothing", "a/b/c", "text/plain;charset"})
    void a_type_that_cannot_be_read_is_nobody_s_fault_but_the_sender_s(String type) {
        for (String path :
                List.of("/webhooks/generic", "/webhooks/nobody", "/login", "/api/leads/import", "/capture")) {
            assertThat(house.send(house.request(path)
                                    .setHeader("Content-Type", type)
                                    .POST(BodyPublishers.ofString("{}")))
                            .statusCode())
                    .as(path)
                    .isLessThan(500);
        }
    }

    @ParameterizedTest
    @CsvSource({"/login, 200", "/ops/leads, 302", "/camunda/app/cockpit/default/, 200", "/api/leads, 401"})
    void a_session_cookie_that_cannot_be_one_of_ours_is_as_good_as_none(String path, int status) {
        String nul = Base64.getEncoder().encodeToString("a\0b".getBytes(StandardCharsets.UTF_8));
        assertThat(house.send(house.request(path)
                                .header("Accept", "text/html")
                                .header("Cookie", "SESSION=" + nul)
                                .GET())
                        .statusCode())
                .isEqualTo(status);
    }

    /** Its refusal leads to the page of errors, which must not look for the parts again. */
    @ParameterizedTest
    @CsvSource({"GET, /camunda/api/leadloop/situation, 401", "POST, /camunda/api/engine/engine/default/task, 401"})
    void a_stranger_with_a_form_of_several_parts_is_refused_where_one_is_expected(
            String method, String path, int status) {
        assertThat(house.send(house.request(path)
                                .setHeader("Content-Type", "multipart/form-data; boundary=x")
                                .method(method, BodyPublishers.ofString("x")))
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

    @ParameterizedTest
    @CsvSource({
        "/login, application/x-www-form-urlencoded",
        "/camunda/api/admin/auth/user/default/login/cockpit, application/x-www-form-urlencoded",
        "/camunda/api/engine/engine/default/task, application/json",
        "/api/leads/import, text/csv",
        "/ops/pipeline/upload, multipart/form-data; boundary=x"
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
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(8));
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
