package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.hubspot.FakeHubSpot;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.People;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Whoever connected a CRM looks at what LeadLoop understands of its records before the first webhook comes. */
@StoryTest
class TheNewestRecordsOfACrmStoryTests {

    private static final FakeHubSpot HUBSPOT = new FakeHubSpot();

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    IdentityService identity;

    @DynamicPropertySource
    static void hubSpot(DynamicPropertyRegistry registry) {
        String prefix = "leadloop.crm.sources.portal.";
        registry.add(prefix + "type", () -> "hubspot");
        registry.add(prefix + "public-url", () -> "https://hooks.example.test/webhooks/portal");
        registry.add(prefix + "secrets", () -> "a-client-secret");
        registry.add(prefix + "portal-id", () -> "33");
        registry.add(prefix + "base-url", HUBSPOT::address);
        registry.add(prefix + "access-token", () -> FakeHubSpot.TOKEN);
        registry.add(prefix + "consent-when-absent", () -> "unknown");
        registry.add(prefix + "default-currency", () -> "EUR");
    }

    @AfterAll
    static void close() {
        HUBSPOT.close();
    }

    @BeforeEach
    void contacts_of_this_week() {
        clock.set("2026-10-03T10:25:00Z");
        for (int i = 1; i <= 14; i++) {
            HUBSPOT.records()
                    .set("contacts", "71" + (10 + i), "2026-10-02T0" + i % 10 + ":00:00Z", "lifecyclestage", "lead")
                    .set(
                            "contacts",
                            "71" + (10 + i),
                            "2026-10-02T0" + i % 10 + ":00:00Z",
                            "hs_google_click_id",
                            "EAIaIQ-" + i);
        }
        HUBSPOT.records().set("contacts", "7100", "2026-10-02T23:00:00Z", "lifecyclestage", "a stage of their own");
    }

    private HttpResponse<String> asked(String source) {
        return house.send(
                house.asAdministrator("/api/sources/" + source + "/newest").POST(BodyPublishers.noBody()));
    }

    @Test
    void each_with_its_stage_and_its_click_and_nothing_is_stored() {
        long before = house.count("select count(*) from leadloop.inbox_message");
        String answer = asked("portal").body();
        assertThat(answer).contains("\"lead\":\"7100\"", "\"status\":\"a stage of their own\"", "gclid EAIaIQ-");
        assertThat(answer.split("\"lead\":\"71").length - 1).isLessThanOrEqualTo(10);
        assertThat(house.count("select count(*) from leadloop.inbox_message")).isEqualTo(before);
        assertThat(house.lead("portal", "7100")).isEmpty();
        assertThat(house.texts("select detail from leadloop.audit_entry where verb = 'LOOK' and subject_id = 'portal'"))
                .anySatisfy(it -> assertThat(it).startsWith("asked for its newest records: "));
    }

    @Test
    void on_the_page_by_a_button_also_for_sales_ops() {
        People.join(identity, "sonja-newest", "sales-ops");
        Browser sonja = Browser.signedIn(house, "sonja-newest", House.PASSWORD);
        assertThat(sonja.get("/ops/sources").body())
                .contains("/ops/sources/portal/newest", "Read the newest records")
                .doesNotContain("/ops/sources/generic/newest");
        assertThat(sonja.post("/ops/sources/portal/newest", List.of()).body())
                .contains("a stage of their own", "is known to no rule", "EAIaIQ-");
    }

    @Test
    void a_crm_that_refuses_says_so_in_words() {
        HUBSPOT.refuses(401, "{\"status\":\"error\"}", null);
        assertThat(asked("portal").body()).contains("\"problem\":\"").doesNotContain(FakeHubSpot.TOKEN);
    }

    @Test
    void a_source_that_cannot_be_asked_says_so() {
        assertThat(asked("generic").body()).contains("generic cannot be asked for its records");
        assertThat(asked("nobody").statusCode()).isEqualTo(404);
    }
}
