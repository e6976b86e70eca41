package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/** What a sender of webhooks hears at addresses and methods that are no webhook's. */
@StoryTest
class TheWebhookDoorStoryTests {

    @Autowired
    House house;

    @Value("${server.port}")
    int port;

    @ParameterizedTest
    @CsvSource({
        "/webhooks, 404",
        "/webhooks/, 404",
        "/webhooks/nobody, 404",
        "/webhooks/salesforce/demo-salesforce-token/more, 404",
        "/webhooks/salesforce;a=b, 404",
        "/webhooks/salesforce/, 401"
    })
    void an_address_that_is_no_sources_is_refused_as_a_problem(String address, int status) {
        HttpResponse<String> answer = house.send(house.request(address).POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status).doesNotContain("demo-salesforce-token");
    }

    @ParameterizedTest
    @CsvSource({"GET", "PUT", "DELETE", "OPTIONS"})
    void only_post_is_taken_and_the_sender_hears_which(String method) {
        HttpResponse<String> answer =
                house.send(house.request("/webhooks/generic").method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void a_body_that_cannot_be_taken_apart_ends_its_connection_and_is_no_error_of_ours() throws IOException {
        String head = "POST /webhooks/generic HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
        try (Socket sender = new Socket(InetAddress.getLoopbackAddress(), port)) {
            sender.getOutputStream().write((head + "ffffffffff\r\nabc").getBytes(StandardCharsets.US_ASCII));
            sender.shutdownOutput();

            assertThat(new String(sender.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isIn("", "HTTP/1.1 400");
        }
    }

    @Test
    void no_session_begins_for_a_webhook() {
        HttpResponse<String> answer =
                house.send(house.request("/webhooks/generic").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }
}
