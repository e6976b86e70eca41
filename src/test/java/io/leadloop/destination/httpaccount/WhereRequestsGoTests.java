package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationUnderTest;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A request goes to the configured host and nowhere else, whatever names resolve to and answers say. */
class WhereRequestsGoTests extends DestinationUnderTest {

    private static List<Upload> one() {
        return List.of(upload(JsonNodeFactory.instance.objectNode()));
    }

    private static HttpAccountUnderTest account(String url) {
        return new HttpAccountUnderTest("erp")
                .set("url", url)
                .set("event", "{\"id\":\"{{id}}\"}")
                .set("takes-email", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.5", "127.0.0.1", "169.254.169.254", "::1", "::ffff:192.168.0.1"})
    void a_name_that_leads_to_a_private_address_is_not_called_and_pauses_the_account(String address) {
        UploadResult result = account("https://hook.example.com/")
                .resolving(host -> new InetAddress[] {InetAddress.getByName(address)})
                .start()
                .upload(one())
                .get(0);
        assertThat(result.outcome()).isEqualTo(Outcome.BLOCKED);
        assertThat(result.code()).isEqualTo("PRIVATE_ADDRESS");
        assertThat(result.message())
                .contains("leadloop.destinations.erp.allow-private-address", "hook.example.com")
                .doesNotContain(address);
        assertThat(result.answer()).isNull();
    }

    /** The name is looked up with each request: one that was public at the start may be changed later. */
    @Test
    void a_name_that_changes_its_mind_is_found() throws IOException {
        Deque<InetAddress> answers = new ArrayDeque<>();
        answers.add(InetAddress.getByName("10.0.0.5"));
        answers.add(InetAddress.getByName("192.168.0.7"));
        Destination account = account("https://hook.example.com/")
                .resolving(host -> new InetAddress[] {answers.remove()})
                .start();
        assertThat(account.upload(one()).get(0).code()).isEqualTo("PRIVATE_ADDRESS");
        assertThat(account.upload(one()).get(0).code()).isEqualTo("PRIVATE_ADDRESS");
        assertThat(answers).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void no_redirect_is_followed(int status) throws IOException {
        try (FakePlatform elsewhere = new FakePlatform().answers(Answer.of(200, "{}"))) {
            int[] heard = {0};
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                heard[0]++;
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("Location", elsewhere.address() + "/");
                exchange.sendResponseHeaders(status, -1);
                exchange.close();
            });
            server.start();
            try {
                UploadResult result = account(
                                "http://localhost:" + server.getAddress().getPort() + "/")
                        .set("allow-private-address", true)
                        .start()
                        .upload(one())
                        .get(0);
                assertThat(result.outcome() + " " + result.code()).isEqualTo("RETRY UNEXPECTED_ANSWER");
                assertThat(heard[0]).isEqualTo(1);
                assertThat(elsewhere.heard()).isEmpty();
            } finally {
                server.stop(0);
            }
        }
    }

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return account(platform.address() + "/")
                .set("allow-private-address", true)
                .start();
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "");
    }

    @Override
    protected Answer badToken() {
        return Answer.of(401, "");
    }

    @Override
    protected Answer spoiled() {
        return Answer.of(400, "");
    }

    @Override
    protected String eventsAt() {
        return "";
    }

    @Override
    protected String keyAt() {
        return "/id";
    }

    @Override
    protected String clickKind() {
        return "rdt_cid";
    }
}
