package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.WriteBackRun;
import io.leadloop.crm.salesforce.FakeSalesforce;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.support.Resources;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is asked of a CRM and told to it: a look-up in the trace of its event, a sweep and a write-back in traces of their own. */
class TracesOfCrmCallsStoryTests extends TracedHouse {

    private static final FakeSalesforce SALESFORCE = new FakeSalesforce();
    private static final String DEAL = "0061N00000WD1shQAD";

    @Autowired
    CrmSweeps sweeps;

    @Autowired
    WriteBackRun writeBacks;

    @DynamicPropertySource
    static void connected(DynamicPropertyRegistry properties) {
        String source = "leadloop.crm.sources.salesforce.";
        properties.add(source + "base-url", () -> SALESFORCE.address().toString());
        properties.add(source + "client-id", () -> "3MVG9fake");
        properties.add(source + "client-secret", () -> "fake-secret");
        properties.add(source + "write-back.object", () -> "Opportunity");
        properties.add(source + "write-back.fields.state", () -> "Ad_State__c");
    }

    @AfterAll
    static void close() {
        SALESFORCE.close();
    }

    @BeforeEach
    void november() {
        clock.set("2026-11-05T17:00:00Z");
        SALESFORCE.row(
                "Lead",
                "Id",
                "00Q000000000777EAA",
                "Status",
                "Closed - Converted",
                "IsConverted",
                true,
                "CreatedDate",
                "2026-10-01T08:15:30.000+0000",
                "ConvertedOpportunityId",
                DEAL,
                "GCLID__c",
                "EAIaIQobChMI-only-on-the-lead");
    }

    private static String won() {
        return Resources.text("crm/salesforce/opportunity-won.xml")
                .replace(
                        "<sf:IsWon>false",
                        "<sf:Amount>900.0</sf:Amount><sf:CurrencyIsoCode>EUR</sf:CurrencyIsoCode><sf:IsWon>true")
                .replace("<sf:StageName>Prospecting", "<sf:StageName>Closed Won");
    }

    private List<Span> named(String name) {
        tracing.forceFlush().join(10, TimeUnit.SECONDS);
        return COLLECTOR.spans().stream()
                .filter(it -> it.getName().equals(name))
                .toList();
    }

    private String traceOfWebhook() {
        return house.texts(
                        "select substr(traceparent, 4, 32) from leadloop.inbox_message where source = 'salesforce' limit 1")
                .get(0);
    }

    @Test
    void each_try_of_a_look_up_stands_in_the_trace_of_its_event_and_the_answer_is_written_back_in_another() {
        SALESFORCE.answersOnce(503, "[]");
        house.salesforceSends(won());
        house.applies();
        clock.set("2026-11-05T17:30:00Z");
        house.settles();

        List<Span> trace = trace(traceOfWebhook());
        assertThat(trace).extracting(Span::getName).contains("webhook", "apply", "upload");
        Span webhook = one(trace, "webhook");
        assertThat(trace)
                .filteredOn(it -> it.getName().equals("lookup"))
                .allSatisfy(it -> {
                    assertThat(it.getParentSpanId()).isEqualTo(webhook.getSpanId());
                    assertThat(it.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
                    assertThat(tags(it)).containsEntry("source", "salesforce").containsOnlyKeys("source", "answer");
                })
                .extracting(it -> tags(it).get("answer") + " "
                        + (it.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR))
                .containsExactlyInAnyOrder("RETRY true", "COMPLETED false", "COMPLETED false");

        writeBacks.write();
        assertThat(named("write-back")).singleElement().satisfies(it -> {
            assertThat(hex(it.getTraceId())).isNotEqualTo(traceOfWebhook());
            assertThat(tags(it)).containsAllEntriesOf(Map.of("source", "salesforce", "answer", "DONE"));
            assertThat(Integer.parseInt(tags(it).get("events"))).isPositive();
        });
        assertThat(COLLECTOR.everything()).doesNotContain("EAIaIQobChMI", DEAL, "3MVG9fake", "Ad_State__c");
    }

    @Test
    void a_sweep_says_how_many_changes_were_new_and_that_a_crm_did_not_answer() {
        int before = named("sweep").size();
        sweeps.sweep();
        List<Span> done = named("sweep").subList(before, named("sweep").size());
        assertThat(done)
                .isNotEmpty()
                .allSatisfy(it -> assertThat(tags(it))
                        .containsEntry("source", "salesforce")
                        .containsEntry("answer", "DONE")
                        .containsKey("events"));

        SALESFORCE.answersOnce(503, "[]");
        clock.pass(Duration.ofHours(4));
        sweeps.sweep();
        List<Span> all = named("sweep");
        assertThat(all.subList(before + done.size(), all.size()))
                .extracting(it -> tags(it).get("answer") + " "
                        + (it.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR))
                .contains("RETRY true", "DONE false")
                .doesNotContain("RETRY false", "DONE true");
    }
}
