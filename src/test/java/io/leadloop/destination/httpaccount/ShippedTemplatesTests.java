package io.leadloop.destination.httpaccount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationUnderTest;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.PlatformSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the shipped templates send and how they read answers, by the platforms' documents: each file under
 * {@code src/test/resources/destination/http-templates} names its source.
 */
class ShippedTemplatesTests extends DestinationUnderTest {

    private static final Path CASES = Path.of("src/test/resources/destination/http-templates");

    @TestFactory
    Stream<DynamicTest> golden_cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(
                            file.getFileName().toString(), () -> check(JSON.readTree(file.toFile()))));
        }
    }

    private void check(JsonNode golden) throws IOException {
        assertThat(golden.path("source").asText()).as("the source").startsWith("https://");
        JsonNode answer = golden.path("answer");
        JsonNode body = answer.path("body");
        try (FakePlatform platform = new FakePlatform()
                .answers(Answer.of(answer.path("status").asInt(), body.isTextual() ? body.asText() : body.toString())
                        .typed(answer.path("type").asText("application/json")))) {
            Destination account = at(platform, golden);
            List<Upload> uploads = List.of(upload((ObjectNode) golden.path("upload")));
            UploadResult result =
                    (golden.path("rehearsal").asBoolean() ? account.rehearse(uploads) : account.upload(uploads)).get(0);
            assertThat(result.outcome() + " " + result.code())
                    .as(result.message())
                    .isEqualTo(golden.path("result").asText());
            assertThat(result.message()).contains(golden.path("words").asText(""));
            if (!golden.has("address")) {
                assertThat(platform.heard()).isEmpty();
                return;
            }
            FakePlatform.Heard heard = platform.requests().get(0);
            assertThat(heard.method()).isEqualTo("POST");
            assertThat(heard.address()).isEqualTo(golden.path("address").asText());
            golden.path("headers")
                    .properties()
                    .forEach(it -> assertThat(heard.header(it.getKey()))
                            .isEqualTo(it.getValue().asText()));
            if (golden.has("request")) {
                assertThat(JSON.readTree(heard.body())).isEqualTo(golden.path("request"));
            }
        }
    }

    /** The template's own address, of which only the host is another one. */
    private static Destination at(FakePlatform platform, JsonNode golden) {
        String name = golden.path("template").asText();
        HttpAccountUnderTest account = new HttpAccountUnderTest("mine").set("template", name);
        golden.path("settings")
                .properties()
                .forEach(it -> account.set(it.getKey(), it.getValue().asText()));
        ShippedTemplate template = ShippedTemplate.of(name);
        String url = golden.path("settings").path("url").asText(template.text("url"));
        account.set("url", moved(url, platform)).set("allow-private-address", true);
        String testUrl = template.text("test_url");
        return (testUrl == null ? account : account.set("test-url", moved(testUrl, platform))).start();
    }

    private static String moved(String url, FakePlatform platform) {
        return url.replaceFirst("https://[^/]+", platform.address().toString());
    }

    static Stream<String> templates() {
        return ShippedTemplate.NAMES.stream();
    }

    @ParameterizedTest
    @MethodSource("templates")
    void each_has_its_documents_says_what_they_do_not_and_has_a_golden_case(String name) throws IOException {
        ShippedTemplate template = ShippedTemplate.of(name);
        assertThat(template.text("name")).isNotBlank();
        assertThat(URI.create(String.valueOf(template.text("documentation")))).hasScheme("https");
        assertThat(template.texts("sources"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it).startsWith("https://"));
        assertThat(template.text("unconfirmed")).isNotBlank();
        try (Stream<Path> files = Files.list(CASES)) {
            assertThat(files).anyMatch(it -> it.getFileName().toString().startsWith(name + "-"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ga4, leadloop.destinations.mine.secret, leadloop.destinations.mine.keys.measurement-id",
        "ecapi, leadloop.destinations.mine.url, leadloop.destinations.mine.keys.data-set-id",
        "nextdoor, leadloop.destinations.mine.secret, leadloop.destinations.mine.keys.data-source-id",
        "quora, leadloop.destinations.mine.secret, leadloop.destinations.mine.keys.account-id",
        "taboola, leadloop.destinations.mine.keys.account-id, leadloop.destinations.mine.keys.account-id"
    })
    void chosen_by_name_alone_it_asks_for_the_accounts_own_keys(String name, String one, String other) {
        assertThatThrownBy(() ->
                        new HttpAccountUnderTest("mine").set("template", name).start())
                .hasMessageContaining(one)
                .hasMessageContaining(other)
                .hasMessageNotContaining(".event");
    }

    @Test
    void a_key_that_is_a_number_there_is_one_here() {
        assertThatThrownBy(() -> new HttpAccountUnderTest("mine")
                        .set("template", "quora")
                        .set("secret", "t")
                        .set("keys.account-id", "my account")
                        .start())
                .hasMessage("Correct leadloop.destinations.mine.keys.account-id: it is a number.");
    }

    @Test
    void an_environment_variable_leaves_the_dashes_of_a_key_out() {
        assertThat(new HttpAccountUnderTest("mine")
                        .set("template", "taboola")
                        .set("keys.accountid", "1")
                        .start()
                        .isOn())
                .isTrue();
    }

    @Test
    void an_account_that_goes_elsewhere_does_not_rehearse_at_the_templates_host() {
        assertThat(new HttpAccountUnderTest("mine")
                        .set("template", "ga4")
                        .set("url", "https://proxy.example.com/collect")
                        .set("secret", "s")
                        .set("keys.measurement-id", "G-1")
                        .start()
                        .profile()
                        .wire()
                        .testFlag()
                        .exists())
                .isFalse();
    }

    @Test
    void a_closed_list_of_names_is_known_to_the_plan() {
        Destination nextdoor = new HttpAccountUnderTest("mine")
                .set("template", "nextdoor")
                .set("secret", "t")
                .set("keys.data-source-id", "d")
                .set("conversion-actions.sql", "lead")
                .start();
        assertThat(nextdoor.knowsAction("sql")).isTrue();
        assertThat(nextdoor.knowsAction("purchase")).isTrue();
        assertThat(nextdoor.knowsAction("mql")).isFalse();
        Destination ecapi = new HttpAccountUnderTest("mine")
                .set("template", "ecapi")
                .set("url", "https://partner.example.com/")
                .set("secret", "t")
                .set("keys.data-set-id", "d")
                .start();
        assertThat(ecapi.knowsAction("mql")).isTrue();
        assertThat(ecapi.knowsAction("custom")).isFalse();
    }

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        throw new UnsupportedOperationException("each case says its account");
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
