package io.leadloop.crm.hubspot;

import static io.leadloop.crm.hubspot.AHubSpotSource.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * HubSpot as it can be set up since legacy private apps ended: the project app that is shipped, by HubSpot's references
 * "App configuration" and "Configure webhooks" of the developer platform; and the versions of its API.
 */
class HubSpotProjectAppTests {

    private static final Path APP = Path.of("scripts/hubspot-app/src/app");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Map<String, String> TYPE_IDS = Map.of("contact", "0-1", "deal", "0-3");

    private final FakeHubSpot hubSpot = new FakeHubSpot();

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private static JsonNode read(String file) throws IOException {
        return JSON.readTree(Files.readString(APP.resolve(file)));
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    @Test
    void the_app_has_the_form_of_the_reference_and_may_read_contacts_and_deals() throws IOException {
        JsonNode app = read("app-hsmeta.json");
        assertThat(names(app)).containsExactly("uid", "type", "config");
        assertThat(app.path("uid").asText()).matches("[\\w.-]{1,64}");
        assertThat(app.path("type").asText()).isEqualTo("app");
        assertThat(app.at("/config/distribution").asText()).isEqualTo("private");
        assertThat(app.at("/config/auth/type").asText()).isEqualTo("static");
        assertThat(names(app.at("/config/auth"))).doesNotContain("redirectUrls");
        assertThat(app.at("/config/auth/requiredScopes").toString())
                .contains("crm.objects.contacts.read", "crm.objects.deals.read");
    }

    @Test
    void the_webhooks_have_the_form_of_the_reference() throws IOException {
        JsonNode webhooks = read("webhooks/webhook-hsmeta.json");
        assertThat(names(webhooks)).containsExactly("uid", "type", "config");
        assertThat(webhooks.path("type").asText()).isEqualTo("webhooks");
        assertThat(names(webhooks.at("/config/settings"))).containsExactly("targetUrl", "maxConcurrentRequests");
        assertThat(webhooks.at("/config/settings/targetUrl").asText()).startsWith("https://");
        assertThat(names(webhooks.at("/config/subscriptions")))
                .containsExactly("crmObjects", "legacyCrmObjects", "hubEvents");
        for (JsonNode one : webhooks.at("/config/subscriptions/crmObjects")) {
            assertThat(one.path("subscriptionType").asText()).startsWith("object.");
            assertThat(TYPE_IDS).containsKey(one.path("objectType").asText());
            assertThat(one.path("active").asBoolean()).isTrue();
            assertThat(one.has("propertyName"))
                    .isEqualTo(one.path("subscriptionType").asText().equals("object.propertyChange"));
        }
    }

    @Test
    void each_subscription_brings_events_that_are_read_and_used() throws Exception {
        AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());
        for (JsonNode one : read("webhooks/webhook-hsmeta.json").at("/config/subscriptions/crmObjects")) {
            String more =
                    ",\"objectTypeId\":\"" + TYPE_IDS.get(one.path("objectType").asText()) + "\"";
            more += switch (one.path("subscriptionType").asText()) {
                case "object.merge" -> ",\"primaryObjectId\":5,\"mergedObjectIds\":[6]";
                case "object.associationChange" ->
                    ",\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-1\",\"fromObjectId\":5,\"toObjectId\":6";
                case "object.propertyChange" ->
                    ",\"propertyName\":\"" + one.path("propertyName").asText() + "\",\"propertyValue\":\"x\"";
                default -> "";
            };
            String event = event(one.path("subscriptionType").asText(), "5", more);
            assertThat(crm.receive("[" + event + "]")).as(event).anyMatch(it -> crm.source.needsLookup(it.payload()));
        }
    }

    @Test
    void every_property_that_tells_a_stage_a_click_or_the_value_is_subscribed_to() throws IOException {
        Set<String> subscribed = new LinkedHashSet<>();
        read("webhooks/webhook-hsmeta.json")
                .at("/config/subscriptions/crmObjects")
                .forEach(it -> subscribed.add(it.path("propertyName").asText("")));
        assertThat(subscribed)
                .contains(
                        "lifecyclestage",
                        "dealstage",
                        "amount",
                        "hs_google_click_id",
                        "hs_facebook_click_id",
                        "hs_bing_click_id",
                        "hs_linkedin_click_id",
                        "hs_tiktok_click_id");
    }

    private void takesAWin(Map<String, String> keys) throws Exception {
        AHubSpotSource crm = new AHubSpotSource(hubSpot, keys);
        hubSpot.records()
                .stage("default", "closedwon", "Won", "1.0", true)
                .set("contacts", "1", "2026-10-02T09:00:00Z", "lifecyclestage", "lead")
                .set("deals", "5", "2026-10-02T11:00:00Z", "pipeline", "default")
                .set("deals", "5", "2026-10-02T11:00:00Z", "dealstage", "closedwon");
        hubSpot.records().associate("5", "1", null);
        assertThat(crm.lead(event("object.creation", "5", ",\"objectTypeId\":\"0-3\""))
                        .outcome()
                        .name())
                .isEqualTo("WON");
        assertThat(crm.source
                        .changesSince(
                                "DEAL",
                                new io.leadloop.inbox.SweepMarks.Mark(
                                        java.time.Instant.parse("2026-10-02T00:00:00Z"), ""))
                        .changes())
                .hasSize(1);
    }

    @Test
    void the_dated_paths_are_called_unless_somebody_says_otherwise() throws Exception {
        takesAWin(Map.of());
        assertThat(hubSpot.calls()).allMatch(it -> it.contains("/2026-09/"));
    }

    @Test
    void another_dated_version_is_a_setting() throws Exception {
        hubSpot.hasOnly("2026-03");
        takesAWin(Map.of("api-version", "2026-03"));
    }

    @Test
    void v3_and_v4_are_a_setting() throws Exception {
        hubSpot.hasOnly("v3");
        takesAWin(Map.of("api-version", "v3"));
        assertThat(hubSpot.calls()).anyMatch(it -> it.startsWith("GET /crm/v4/objects/deals/5/associations"));
    }

    @Test
    void a_single_path_can_still_be_set_by_itself() throws Exception {
        hubSpot.hasOnly("v3");
        takesAWin(Map.of(
                "objects-path", "/crm/v3/objects",
                "associations-path", "/crm/v4/objects",
                "pipelines-path", "/crm/v3/pipelines"));
    }

    @Test
    void a_version_that_is_none_stops_the_start() {
        assertThatThrownBy(() -> new AHubSpotSource(hubSpot, Map.of("api-version", "latest")))
                .hasMessageContaining("api-version");
    }

    /** Else every event would be done as one of a record that is gone. */
    @Test
    void a_version_that_hubspot_does_not_have_is_no_record_that_is_gone() {
        AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of("api-version", "2031-01"));
        assertThatThrownBy(() -> crm.lead(event("object.creation", "5", ",\"objectTypeId\":\"0-3\"")))
                .hasMessageContaining("api-version");
    }
}
