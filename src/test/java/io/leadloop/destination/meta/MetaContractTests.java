package io.leadloop.destination.meta;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationContract;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.lead.ClickIdKind;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Meta over the Conversions API. */
class MetaContractTests extends DestinationContract {

    @Override
    protected Destination speakingTo(FakePlatform platform, PlatformSettings settings, boolean testFlag) {
        return new MetaDestination(
                AccountName.of(MetaType.ID),
                properties(platform.address(), List.of(), testFlag ? "TEST123" : null),
                new MetaReportProperties(null, null, null, Map.of()),
                http,
                settings,
                OneAccount.CLOCK);
    }

    private static MetaProperties properties(URI base, List<String> dataProcessing, @Nullable String testEventCode) {
        return properties(base, dataProcessing, testEventCode, null);
    }

    private static MetaProperties properties(
            URI base, List<String> dataProcessing, @Nullable String testEventCode, @Nullable String page) {
        return new MetaProperties(
                base,
                "v25.0",
                "900100",
                "secret-token",
                "Salesforce",
                page,
                null,
                Duration.ofDays(90),
                Duration.ofDays(7).minusMinutes(15),
                dataProcessing,
                1,
                1000,
                testEventCode);
    }

    /** Meta's page "Data processing options": LDU with country 1 (USA) and state 1000 (California). */
    @Test
    void data_processing_options_are_told_with_country_and_state_or_not_at_all() {
        URI nowhere = URI.create("http://localhost");
        MetaRequest limited = new MetaRequest(properties(nowhere, List.of("LDU"), null));
        assertThat(limited.event(uploads(1).get(0)).toString())
                .contains("\"data_processing_options\":[\"LDU\"],\"data_processing_options_country\":1,"
                        + "\"data_processing_options_state\":1000");
        MetaRequest ordinary = new MetaRequest(properties(nowhere, List.of(), null));
        assertThat(ordinary.event(uploads(1).get(0)).toString()).doesNotContain("data_processing");
    }

    /** Graph API, "Handle errors"; the code decides, and only where it says nothing the status. */
    @ParameterizedTest
    @CsvSource({
        "400, 199, REJECTED 199",
        "400, 200, BLOCKED 200",
        "400, 299, BLOCKED 299",
        "400, 300, REJECTED 300",
        "400, 190, BLOCKED 190",
        "400, 2635, BLOCKED API_VERSION_ENDED",
        "400, 100, REJECTED 100",
        "400, 80004, RETRY 80004",
        "428, 9999, REJECTED 9999",
        "429, 9999, RETRY 9999",
        "499, 9999, REJECTED 9999",
        "500, 9999, RETRY 9999"
    })
    void an_error_is_classed_by_its_code(int status, int code, String verdict) {
        assertThat(verdict(status, "{\"error\":{\"message\":\"m\",\"code\":" + code + "}}"))
                .isEqualTo(verdict);
    }

    /** "Handle errors": the same request may be taken later, whatever the code is. */
    @Test
    void an_error_that_meta_calls_transient_rejects_no_row() {
        assertThat(verdict(400, "{\"error\":{\"code\":100,\"is_transient\":true}}"))
                .isEqualTo("RETRY 100");
    }

    @Test
    void a_dataset_that_does_not_exist_is_the_accounts_trouble() {
        assertThat(verdict(400, "{\"error\":{\"code\":100,\"error_subcode\":33}}"))
                .isEqualTo("BLOCKED 100/33");
    }

    @Test
    void a_title_for_people_is_preferred_to_the_message() {
        Answer titled =
                Answer.of(400, "{\"error\":{\"code\":100,\"message\":\"m1\",\"error_user_title\":\"Bad time\"}}");
        assertThat(result(titled).message()).contains("100, Bad time").doesNotContain("m1");
        assertThat(result(Answer.of(400, "{\"error\":{\"code\":100,\"message\":\"m1\"}}"))
                        .message())
                .contains("100, m1");
    }

    @ParameterizedTest
    @CsvSource({
        "fbc|nonsense, FBC_FORMAT",
        "fbc|nonsense|fbp|fb.1.1696328730000.1, OK",
        "fbc|nonsense|fbclid|abc, OK",
        "meta_lead_id|12345678901234, LEAD_ID_FORMAT",
        "meta_lead_id|123456789012345, OK",
        "meta_lead_id|12345678901234567, OK",
        "meta_lead_id|123456789012345678, LEAD_ID_FORMAT",
        "meta_lead_id|null|fbc|fb.1.1790842530000.abc, OK",
        "meta_lead_id|(not set)|fbclid|abc, OK",
        "fbc|nonsense|fbp|null, FBC_FORMAT"
    })
    void what_meta_would_refuse_with_its_whole_batch_is_not_sent(String clicks, String code) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        ObjectNode ids = described.putObject("clicks");
        String[] parts = clicks.split("\\|");
        for (int i = 0; i < parts.length; i += 2) {
            ids.put(parts[i], parts[i + 1]);
        }
        try (FakePlatform platform = new FakePlatform().answers(taken(1))) {
            assertThat(speakingTo(platform)
                            .upload(List.of(upload(described)))
                            .get(0)
                            .code())
                    .isEqualTo(code);
            assertThat(platform.heard()).hasSize(code.equals("OK") ? 1 : 0);
        }
    }

    @Test
    void a_damaged_cookie_gives_way_to_the_fbclid_or_the_mail() {
        ObjectNode described = JsonNodeFactory.instance.objectNode().put("email", "a@example.com");
        described.putObject("clicks").put("fbc", "nonsense").put("fbclid", "abc");
        MetaRequest requests = new MetaRequest(properties(URI.create("http://localhost"), List.of(), null));
        assertThat(requests.event(upload(described)).at("/user_data/fbc").asText())
                .matches("fb\\.1\\.\\d{13}\\.abc");
        described.putObject("clicks").put("fbc", "nonsense");
        assertThat(requests.event(upload(described)).path("user_data").has("fbc"))
                .isFalse();
        assertThat(requests.event(upload(described)).path("user_data").has("em"))
                .isTrue();
    }

    private static ObjectNode lead(String... clicks) {
        ObjectNode described = JsonNodeFactory.instance.objectNode();
        ObjectNode ids = described.putObject("clicks");
        for (int i = 0; i < clicks.length; i += 2) {
            ids.put(clicks[i], clicks[i + 1]);
        }
        return described;
    }

    private static JsonNode event(ObjectNode described, @Nullable String page) {
        return new MetaRequest(properties(URI.create("http://localhost"), List.of(), null, page))
                .event(upload(described));
    }

    /** Page "fbp and fbc": fbp is fb.index.milliseconds.random; words of a broken tag are none. */
    @Test
    void what_is_no_fbp_is_left_out_and_the_rest_goes() {
        for (String nonsense : List.of("null", "undefined", "fb.1.x.y")) {
            JsonNode user = event(lead("fbclid", "abc", "fbp", nonsense), null).path("user_data");
            assertThat(user.has("fbp")).isFalse();
            assertThat(user.has("fbc")).isTrue();
        }
        assertThat(event(lead("fbclid", "abc", "fbp", "fb.1.1596403881668.1116446470"), null)
                        .at("/user_data/fbp")
                        .asText())
                .isEqualTo("fb.1.1596403881668.1116446470");
    }

    @Test
    void a_lead_id_that_is_none_hides_neither_click_nor_mail() {
        JsonNode event = event(
                lead("fbc", "fb.1.1790842530000.abc", "meta_lead_id", "12345678901234")
                        .put("email", "a@example.com"),
                null);
        assertThat(event.at("/user_data/fbc").asText()).isEqualTo("fb.1.1790842530000.abc");
        assertThat(event.path("user_data").has("em")).isTrue();
        assertThat(event.path("user_data").has("lead_id")).isFalse();
    }

    @Test
    void an_older_form_of_the_same_person_goes_not_beside_the_click_that_is_told() {
        JsonNode user = event(lead("fbclid", "abc", "meta_lead_id", "123456789012345"), null)
                .path("user_data");
        assertThat(user.has("lead_id")).isFalse();
        assertThat(user.path("fbc").asText()).endsWith(".abc");
        JsonNode form = event(lead("meta_lead_id", "123456789012345", "fbclid", "abc"), null)
                .path("user_data");
        assertThat(form.path("lead_id").asLong()).isEqualTo(123456789012345L);
        assertThat(form.has("fbc")).isFalse();
    }

    /** The time that stands in for the click's may be later than the step: a cookie of after the event would be nonsense. */
    @Test
    void an_fbc_that_is_made_is_never_younger_than_its_event() {
        ObjectNode described = lead("fbclid", "abc").put("occurredAt", "2026-09-30T00:00:00Z");
        assertThat(event(described, null).at("/user_data/fbc").asText()).isEqualTo("fb.1.1790726400000.abc");
    }

    /** Conversions API for business messaging: ctwa_clid with the page or the WhatsApp account, and the channel. */
    @Test
    void a_click_to_whatsapp_is_told_as_a_message() {
        JsonNode event = event(lead("ctwa_clid", "ARAkLkA8rmlFeiCk"), "4711");
        assertThat(event.path("action_source").asText()).isEqualTo("business_messaging");
        assertThat(event.path("messaging_channel").asText()).isEqualTo("whatsapp");
        assertThat(event.at("/user_data/ctwa_clid").asText()).isEqualTo("ARAkLkA8rmlFeiCk");
        assertThat(event.at("/user_data/page_id").asText()).isEqualTo("4711");
        assertThat(event.path("user_data").has("fbc")).isFalse();
    }

    @Test
    void a_click_to_whatsapp_matches_only_where_its_page_is_configured() {
        URI nowhere = URI.create("http://localhost");
        assertThat(MetaRequest.kinds(properties(nowhere, List.of(), null))).doesNotContain(ClickIdKind.CTWA_CLID);
        assertThat(MetaRequest.kinds(properties(nowhere, List.of(), null, "4711")))
                .endsWith(ClickIdKind.CTWA_CLID);
    }

    @Test
    void a_rehearsal_without_a_test_event_code_is_not_sent() {
        try (FakePlatform platform = new FakePlatform()) {
            assertThat(speakingTo(platform).rehearse(uploads(1)).get(0).code()).isEqualTo("NO_TEST_EVENT_CODE");
            assertThat(platform.heard()).isEmpty();
        }
    }

    @Override
    protected Answer taken(int events) {
        return Answer.of(200, "{\"events_received\":" + events + ",\"messages\":[],\"fbtrace_id\":\"A1\"}");
    }

    @Override
    protected String limitedUse() {
        return "\"opt_out\":true";
    }

    @Override
    protected Answer badToken() {
        return error(400, 190, 463);
    }

    @Override
    protected Answer spoiled() {
        return error(400, 100, 2804007);
    }

    private static Answer error(int status, int code, int subcode) {
        return Answer.of(
                status,
                "{\"error\":{\"message\":\"m\",\"type\":\"OAuthException\",\"code\":%d,\"error_subcode\":%d}}"
                        .formatted(code, subcode));
    }

    @Override
    protected String eventsAt() {
        return "/data";
    }

    @Override
    protected String keyAt() {
        return "/event_id";
    }

    @Override
    protected String clickKind() {
        return "fbclid";
    }
}
