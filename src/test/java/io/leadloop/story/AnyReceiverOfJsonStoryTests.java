package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.Outcome;
import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A webhook of a CRM becomes a signed post at a receiver that LeadLoop has no room for; the receiver's answers count. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AnyReceiverOfJsonStoryTests {

    private static final String WAREHOUSE = "warehouse";
    private static final String AT = "2026-10-02T09:00:00Z";

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    ConversionLedger ledger;

    @Autowired
    DestinationPauses pauses;

    @Autowired
    Destinations destinations;

    private boolean isPublished;

    @DynamicPropertySource
    static void account(DynamicPropertyRegistry registry) {
        Map.of(
                        "type", "http",
                        "label", "Warehouse",
                        "url", "http://localhost:${server.port}/sandbox/http/warehouse/events",
                        "auth", "STANDARD_WEBHOOKS",
                        "secret", "whsec_ZGVtby1odHRwLXNlY3JldC1ub3QtZm9yLXByb2R1Y3Rpb24=",
                        "event",
                                "{\"id\":\"{{id}}\",\"at\":\"{{time}}\",\"what\":\"{{action}}\",\"amount\":\"{{value}}\","
                                        + "\"currency\":\"{{currency}}\",\"who\":{\"click\":\"{{click}}\",\"mail\":\"{{email}}\"}}",
                        "words-pointer", "/error",
                        "click-ids", "rdt_cid,gclid",
                        "actions", "lead",
                        "allow-private-address", "true")
                .forEach((key, value) -> registry.add("leadloop.destinations.warehouse." + key, () -> value));
        registry.add("leadloop.destinations.warehouse.conversion-actions.sql", () -> "lead");
    }

    @BeforeEach
    void qualified_leads_are_told_to_the_warehouse_too() {
        clock.set("2026-10-03T10:25:00Z");
        if (isPublished) {
            return;
        }
        isPublished = true;
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = new ArrayList<>(before.reports());
        before.reports().stream()
                .filter(it -> it.stage().equals("SQL") && it.destination().equals("google-ads"))
                .map(AnyReceiverOfJsonStoryTests::toTheWarehouse)
                .forEach(lines::add);
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "A warehouse", LintContext.UNKNOWN, "rita", () -> {});
        clock.set("2026-10-03T10:26:00Z");
    }

    @AfterEach
    void the_receiver_is_well_again() {
        house.faults(WAREHOUSE);
        house.administratorPosts("/api/destinations/warehouse/resume");
        house.uploads();
    }

    private static ReportLine toTheWarehouse(ReportLine of) {
        return new ReportLine(
                "warehouse_sql",
                of.note(),
                of.stage(),
                of.leads(),
                WAREHOUSE,
                "sql",
                of.role(),
                of.value(),
                of.amount(),
                of.currency(),
                of.share(),
                of.match());
    }

    private Conversion told(String lead) {
        house.genericSends(House.event(lead, "SQL", AT, "", "rdt_cid=" + lead + "-r", "gclid=" + lead + "-g"));
        house.settles();
        return now(lead);
    }

    private Conversion now(String lead) {
        return house.conversion(lead, "SQL", WAREHOUSE);
    }

    @Test
    void a_qualified_lead_becomes_a_signed_post() {
        Conversion conversion = told("hilda");
        assertThat(conversion.state()).as(conversion.detail()).isEqualTo(ConversionState.ACCEPTED);
        JsonNode event = house.told(WAREHOUSE, "hilda-r");
        assertThat(event.path("id").asText()).isEqualTo(conversion.dedupeKey());
        assertThat(event.path("at").asText()).isEqualTo(AT);
        assertThat(event.path("what").asText()).isEqualTo("lead");
        assertThat(event.path("who").path("mail").asText()).hasSize(64);
        assertThat(house.received(WAREHOUSE, "hilda-g"))
                .as("one click, never two")
                .isEmpty();
        assertThat(ledger.attempts(conversion.id()))
                .singleElement()
                .satisfies(it -> assertThat(String.valueOf(it)).doesNotContain("hilda-r", "whsec_"));
    }

    @Test
    void a_503_is_tried_again_and_counts_once() {
        house.faults(WAREHOUSE, "{\"fault\":\"SERVER_ERROR\",\"times\":1}");
        assertThat(told("ida").state()).isEqualTo(ConversionState.PLANNED);
        house.retriesAreDue();
        house.uploads();
        assertThat(now("ida").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(ledger.attempts(now("ida").id()))
                .extracting(it -> it.outcome())
                .containsExactly(Outcome.RETRY, Outcome.ACCEPTED);
        assertThat(house.received(WAREHOUSE, "ida-r")).hasSize(1);
    }

    @Test
    void a_receiver_that_answers_too_late_gets_the_same_key_again() {
        house.faults(WAREHOUSE, "{\"fault\":\"TIMEOUT_AFTER_ACCEPTING\",\"times\":1}");
        told("ines");
        house.retriesAreDue();
        house.uploads();
        assertThat(now("ines").state()).isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.received(WAREHOUSE, "ines-r"))
                .singleElement()
                .satisfies(it -> assertThat(it.path("deliveries").asInt()).isEqualTo(2));
    }

    @Test
    void a_401_pauses_the_account_and_nothing_is_lost() {
        house.faults(WAREHOUSE, "{\"fault\":\"BAD_TOKEN\"}");
        assertThat(told("jana").state()).isEqualTo(ConversionState.PLANNED);
        assertThat(pauses.of(WAREHOUSE)).isPresent();
        assertThat(house.conversion("jana", "SQL", "google-ads").state())
                .as("nobody else waits")
                .isEqualTo(ConversionState.ACCEPTED);
        house.faults(WAREHOUSE);
        house.administratorPosts("/api/destinations/warehouse/resume");
        house.uploads();
        assertThat(now("jana").state()).isEqualTo(ConversionState.ACCEPTED);
    }

    @Test
    void a_400_rejects_the_conversion_with_the_receivers_text() {
        house.faults(WAREHOUSE, "{\"fault\":\"BAD_ROW\",\"matching\":\"kaja-r\"}");
        Conversion rejected = told("kaja");
        assertThat(rejected.state()).isEqualTo(ConversionState.REJECTED);
        assertThat(rejected.detail()).contains("Warehouse", "this event cannot be taken");
    }

    @Test
    void people_see_the_account_without_its_keys() {
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/destinations").body())
                .contains("Warehouse", "id=\"a-warehouse\"")
                .doesNotContain("whsec_ZGVtby1odHRw", "id=\"a-http\"");
        assertThat(destinations.find("http"))
                .as("no account is called after the type")
                .isEmpty();
    }

    @Test
    void the_pipelines_checks_name_an_action_that_the_receiver_does_not_know() {
        PipelineVersion draft = drafts.begin("admin");
        List<ReportLine> lines = new ArrayList<>(draft.pipeline().reports());
        lines.replaceAll(it -> it.destination().equals(WAREHOUSE) ? as(it, "banana") : it);
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(draft.pipeline().stages(), draft.pipeline().statuses(), lines),
                Map.of(),
                "admin");
        assertThat(Browser.signedIn(house, "admin", House.PASSWORD)
                        .get("/ops/pipeline")
                        .body())
                .contains(
                        "The account has no conversion action &quot;banana&quot;",
                        "leadloop.destinations.warehouse.conversion-actions");
        drafts.discard(saved.id(), "admin");
    }

    private static ReportLine as(ReportLine of, String action) {
        return new ReportLine(
                of.id(),
                of.note(),
                of.stage(),
                of.leads(),
                of.destination(),
                action,
                of.role(),
                of.value(),
                of.amount(),
                of.currency(),
                of.share(),
                of.match());
    }
}
