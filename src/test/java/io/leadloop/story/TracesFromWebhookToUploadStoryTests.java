package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionAttempt;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.WebSession;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One trace for each event, from its webhook over the inbox to its uploads. */
class TracesFromWebhookToUploadStoryTests extends TracedHouse {

    @Test
    void a_webhook_is_followed_into_the_inbox_and_out_to_each_platform() {
        arrives("followed", "00-" + TRACE + "-" + SPAN + "-01", "gclid=followed-g", "fbclid=followed-f");
        house.settles();

        List<Span> trace = trace(TRACE);
        Span webhook = one(trace, "webhook");
        Span apply = one(trace, "apply");
        assertThat(hex(webhook.getParentSpanId())).isEqualTo(SPAN);
        assertThat(apply.getParentSpanId()).isEqualTo(webhook.getSpanId());
        assertThat(trace)
                .filteredOn(it -> it.getName().equals("upload"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.getParentSpanId()).isEqualTo(apply.getSpanId()));
        assertThat(trace).hasSize(4);
    }

    @Test
    void each_span_says_what_it_was_about_and_what_came_of_it() {
        arrives("tagged", "", "gclid=tagged-g");
        house.settles();

        String lead = house.lead("generic", "tagged").orElseThrow().id().toString();
        Conversion conversion = house.conversion("tagged", "MQL", "google-ads");
        List<Span> trace = traceOf("tagged");
        assertThat(tags(one(trace, "webhook")))
                .containsOnly(
                        Map.entry("source", "generic"), Map.entry("events", "1"), Map.entry("answer", "ACCEPTED"));
        assertThat(tags(one(trace, "apply")))
                .containsOnly(Map.entry("source", "generic"), Map.entry("lead", lead), Map.entry("answer", "STARTED"));
        assertThat(tags(one(trace, "upload")))
                .containsOnly(
                        Map.entry("destination", "google-ads"),
                        Map.entry("stage", "MQL"),
                        Map.entry("lead", lead),
                        Map.entry("conversion", conversion.id().toString()),
                        Map.entry("attempt", "1"),
                        Map.entry("answer", "ACCEPTED"));
    }

    @Test
    void several_events_of_one_batch_have_a_trace_each() {
        arrives("batch-1", "", "gclid=batch-1-g");
        arrives("batch-2", "", "gclid=batch-2-g");
        house.settles();

        assertThat(traceIdOf("batch-1")).isNotEqualTo(traceIdOf("batch-2"));
        assertThat(traceOf("batch-1"))
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("webhook", "apply", "upload");
        assertThat(traceOf("batch-2"))
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("webhook", "apply", "upload");
        assertThat(attempts("batch-2")).extracting(ConversionAttempt::traceId).containsOnly(traceIdOf("batch-2"));
    }

    @Test
    void the_attempt_the_page_and_cockpit_show_the_trace() {
        arrives("shown", "", "gclid=shown-g");
        house.settles();

        String trace = traceIdOf("shown");
        Conversion conversion = house.conversion("shown", "MQL", "google-ads");
        assertThat(attempts("shown")).extracting(ConversionAttempt::traceId).containsExactly(trace);
        assertThat(house.send(house.asAdministrator("/api/conversions/" + conversion.id()))
                        .body())
                .contains("\"traceId\":\"" + trace + "\"");
        assertThat(Browser.signedIn(house, "admin", House.PASSWORD)
                        .get("/ops/leads/" + conversion.lead())
                        .body())
                .contains("Trace <code>" + trace + "</code>");
        WebSession cockpit = new WebSession(port).signsInToCockpit("admin", House.PASSWORD);
        assertThat(cockpit.get("/camunda/api/leadloop/leads/" + conversion.lead() + "/dossier")
                        .body())
                .contains("\"traceId\":\"" + trace + "\"");
        assertThat(cockpit.get("/camunda/api/cockpit/plugin/leadloop/static/app/conversion.js")
                        .body())
                .contains("it.traceId");
    }

    @Test
    void what_is_tried_again_goes_on_in_its_trace() {
        arrives("again", "", "gclid=again-g");
        house.faults("google-ads", "{\"fault\":\"SERVER_ERROR\",\"times\":1}");
        house.settles();
        house.retriesAreDue();
        house.uploads();

        List<Span> uploads = traceOf("again").stream()
                .filter(it -> it.getName().equals("upload"))
                .toList();
        assertThat(uploads).extracting(it -> tags(it).get("answer")).containsExactlyInAnyOrder("RETRY", "ACCEPTED");
        assertThat(uploads)
                .filteredOn(it -> it.getStatus().getCode() == Status.StatusCode.STATUS_CODE_ERROR)
                .extracting(it -> tags(it).get("answer"))
                .containsExactly("RETRY");
        assertThat(attempts("again"))
                .hasSize(2)
                .extracting(ConversionAttempt::traceId)
                .containsOnly(traceIdOf("again"));
    }

    @Test
    void an_event_that_came_twice_is_applied_in_the_trace_of_the_first() {
        arrives("twice", "", "gclid=twice-g");
        arrives("twice", "00-11112f3577b34da6a3ce929d0e0e4736-" + SPAN + "-01", "gclid=twice-g");
        house.settles();

        assertThat(tags(one(trace("11112f3577b34da6a3ce929d0e0e4736"), "webhook")))
                .containsEntry("answer", "DUPLICATE");
        assertThat(traceOf("twice")).extracting(Span::getName).containsExactlyInAnyOrder("webhook", "apply", "upload");
    }

    @Test
    void what_is_logged_of_an_upload_bears_the_ids_of_its_trace() {
        arrives("logged", "", "gclid=logged-g");
        house.faults("google-ads", "{\"fault\":\"BAD_TOKEN\"}");
        house.settles();

        assertThat(log.list)
                .filteredOn(it -> it.getFormattedMessage().contains("is blocked"))
                .singleElement()
                .satisfies(it -> assertThat(it.getMDCPropertyMap())
                        .containsEntry("traceId", traceIdOf("logged"))
                        .containsKey("spanId"));
    }
}
