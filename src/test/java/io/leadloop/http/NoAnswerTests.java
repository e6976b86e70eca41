package io.leadloop.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is known of a request that got no answer. */
class NoAnswerTests {

    private final OutsideHttp http = new OutsideHttp(
            new HttpSettings(Duration.ofSeconds(2), Duration.ofSeconds(20)), new ObjectMapper(), Clock.systemUTC());

    private @Nullable String notReached(String address) {
        try {
            http.post(URI.create(address), new ObjectMapper().createObjectNode(), headers -> {});
            throw new AssertionError("answered");
        } catch (OutsideHttp.NoAnswer noAnswer) {
            return noAnswer.notReached();
        }
    }

    /** RFC 6761: no host ends in "invalid". */
    @Test
    void a_host_that_nobody_knows_was_not_reached() {
        assertThat(notReached("http://platform.invalid/events")).isEqualTo("nobody knows its host");
    }

    /** The HTTP client repeats both in its exception, and an exception comes into the log. */
    @Test
    void a_header_or_an_address_that_cannot_be_sent_is_not_repeated() {
        assertThat(sent("http://localhost:1", "SECRET\ntoken"))
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
        assertThat(sent("file:///SECRET", "fine"))
                .hasMessageNotContaining("SECRET")
                .hasNoCause();
    }

    private Throwable sent(String address, String token) {
        try {
            http.get(URI.create(address), headers -> headers.setBearerAuth(token));
            throw new AssertionError("answered");
        } catch (OutsideHttp.NoAnswer noAnswer) {
            assertThat(noAnswer.notReached()).contains("correct the keys");
            return noAnswer;
        }
    }

    @Test
    void a_port_where_nobody_listens_was_not_reached() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        assertThat(notReached("http://localhost:" + closed)).startsWith("nobody listens");
    }

    @Test
    void one_that_hangs_up_without_an_answer_may_have_taken_it() throws IOException, InterruptedException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread hangsUp = new Thread(() -> {
                try (Socket one = socket.accept()) {
                    one.getInputStream().read();
                } catch (IOException ended) {
                    throw new IllegalStateException(ended);
                }
            });
            hangsUp.start();
            assertThat(notReached("http://localhost:" + socket.getLocalPort())).isNull();
            hangsUp.join();
        }
    }
}
