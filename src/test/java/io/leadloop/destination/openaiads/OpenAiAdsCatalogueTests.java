package io.leadloop.destination.openaiads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountCatalogue.Listing;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.OneAccount;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The event settings of a ChatGPT ads account, by developers.openai.com/ads/api-reference/conversion-setup. */
class OpenAiAdsCatalogueTests {

    private static final String LEAD = """
            {"id":"ces_1","name":"Leads","event_type":"lead_created","attribution_window_days":30,"status":"active"}
            """;
    private static final String CUSTOM = """
            {"id":"ces_2","name":"SQL","event_type":"custom","custom_event_name":"sql","status":"paused"}
            """;

    private final FakePlatform openAi = new FakePlatform();

    @AfterEach
    void close() {
        openAi.close();
    }

    private AccountCatalogue catalogue(String key) {
        return OneAccount.of(
                        (http, settings, tokens, clock) -> new OpenAiAdsType().openAiAdsAccounts(http, settings, clock),
                        Map.of(
                                "pixel-id", "p",
                                "api-key", "conversions-key",
                                "conversion-actions.mql", "lead_created",
                                "report.base-url", openAi.address().toString(),
                                "report.api-key", key))
                .catalogue()
                .orElseThrow();
    }

    @Test
    void a_setting_is_named_by_its_event_type_and_a_custom_one_by_its_name() throws Exception {
        openAi.answers(
                Answer.of(200, "{\"object\":\"list\",\"data\":[" + LEAD + "," + CUSTOM + "],\"has_more\":false}"));
        Listing listing = catalogue("ads-key").list();
        assertThat(listing.find("lead_created")).hasValueSatisfying(it -> {
            assertThat(it.status()).isEqualTo(Status.ENABLED);
            assertThat(it.clickWindowDays()).isEqualTo(30);
            assertThat(it.takesUploads()).isTrue();
            assertThat(it.isPrimary()).isNull();
        });
        assertThat(listing.find("sql"))
                .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo(Status.DISABLED));
        assertThat(catalogue("ads-key").referenceOf("mql")).contains("lead_created");
    }

    @Test
    void of_two_settings_of_one_event_the_one_that_counts_is_meant() throws Exception {
        openAi.answers(Answer.of(
                200,
                "{\"data\":[" + LEAD.replace("\"active\"", "\"archived\"") + "," + LEAD.replace("ces_1", "ces_9")
                        + "]}"));
        assertThat(catalogue("ads-key").list().find("lead_created"))
                .hasValueSatisfying(it -> assertThat(it.id()).isEqualTo("ces_9"));
    }

    @Test
    void all_pages_are_asked_for_with_the_key_of_the_ads_api() throws Exception {
        openAi.answers(
                Answer.of(200, "{\"data\":[" + LEAD + "],\"has_more\":true,\"last_id\":\"ces_1\"}"),
                Answer.of(200, "{\"data\":[" + CUSTOM + "],\"has_more\":false,\"last_id\":\"ces_2\"}"));
        assertThat(catalogue("ads-key").list().actions()).hasSize(2);
        assertThat(openAi.requests())
                .extracting(FakePlatform.Heard::address)
                .containsExactly(
                        "/v1/conversions/event_settings?limit=500",
                        "/v1/conversions/event_settings?limit=500&after=ces_1");
        assertThat(openAi.requests().get(0).header("Authorization")).isEqualTo("Bearer ads-key");
        assertThat(openAi.requests().get(0).header("User-Agent")).isEqualTo("leadloop");
    }

    @Test
    void a_refusal_silence_and_a_missing_key_are_said_in_words() {
        openAi.answers(
                Answer.of(401, "{\"error\":{\"message\":\"secret words\"}}"), Answer.silence(), Answer.silence());
        assertThatThrownBy(() -> catalogue("ads-key").list())
                .hasMessageContaining("Ads API key")
                .hasMessageNotContaining("secret words");
        assertThatThrownBy(() -> catalogue("ads-key").list()).hasMessageContaining("did not answer");
        assertThat(catalogue("").missingKey()).isEqualTo("report.api-key");
    }
}
