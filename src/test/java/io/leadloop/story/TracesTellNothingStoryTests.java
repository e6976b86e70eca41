package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.micrometer.tracing.handler.TracingObservationHandler;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** What strangers cannot do to traces, and what never stands in one. */
class TracesTellNothingStoryTests extends TracedHouse {

    @Test
    void a_sender_that_does_not_sample_its_own_traces_decides_nothing_for_us() {
        arrives("unsampled", "00-22222f3577b34da6a3ce929d0e0e4736-" + SPAN + "-00", "gclid=unsampled-g");
        house.settles();

        assertThat(trace("22222f3577b34da6a3ce929d0e0e4736"))
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("webhook", "apply", "upload");
    }

    @Test
    void a_traceparent_that_is_not_well_formed_is_as_none() {
        arrives("crooked", "00-33332F3577B34DA6A3CE929D0E0E4736-" + SPAN + "-01", "gclid=crooked-g");

        assertThat(traceIdOf("crooked")).doesNotStartWith("3333").hasSize(32);
        assertThat(one(traceOf("crooked"), "webhook").getParentSpanId().isEmpty())
                .isTrue();
        house.settles();
    }

    @Test
    void whoever_is_refused_leaves_no_span() {
        String id = "44442f3577b34da6a3ce929d0e0e4736";
        String body = House.event("forged", "MQL", AT, "", "gclid=forged-g");

        assertThat(house.send(house.generic("msg_forged", body)
                                .setHeader("webhook-signature", "v1,Zm9yZ2Vk")
                                .header("traceparent", "00-" + id + "-" + SPAN + "-01"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(trace(id)).isEmpty();
    }

    @Test
    void no_platform_sees_a_trace() {
        arrives("unseen", "", "gclid=unseen-g", "fbclid=unseen-f", "ttclid=unseen-t");
        house.settles();

        assertThat(traceOf("unseen"))
                .filteredOn(it -> it.getName().equals("upload"))
                .hasSize(3);
        assertThat(HEADERS_AT_PLATFORMS)
                .contains("content-type")
                .doesNotContain("traceparent", "tracestate", "baggage", "b3", "x-b3-traceid");
    }

    @Test
    void no_span_holds_anything_of_a_person_a_secret_or_an_address() {
        arrives("private", "", "gclid=private-gclid", "fbclid=private-fbclid");
        house.genericSends("msg_private-2", House.event("private", "private-status", AT, "", "gclid=private-gclid"));
        house.genericSends("msg_private-3", House.event("private", "SQL", "2027-10-03T09:00:00Z", ""));
        house.faults("google-ads", "{\"fault\":\"BAD_ROW\",\"matching\":\"private-gclid\"}");
        house.settles();
        house.send(house.request("/webhooks/salesforce/demo-salesforce-token?token=private-token"));
        Browser.signedIn(house, "admin", House.PASSWORD).get("/ops/leads?q=private-search");

        assertThat(traceOf("private-2"))
                .extracting(it -> tags(it).get("answer"))
                .contains("UNMAPPED");
        assertThat(traceOf("private-3"))
                .extracting(it -> tags(it).get("answer"))
                .contains("PARKED");
        assertThat(traceOf("private")).extracting(it -> tags(it).get("answer")).contains("REJECTED");
        assertThat(COLLECTOR.everything())
                .doesNotContain(
                        "private", "@", "example.com", "demo-", House.SECRET, "http://", "https://", "/webhooks")
                .doesNotContain("exception.message", "at io.leadloop");
        assertThat(new TreeSet<>(COLLECTOR.spans().stream().map(Span::getName).toList()))
                .isSubsetOf("apply", "lookup", "sweep", "upload", "webhook", "write-back");
    }

    @Test
    void spring_makes_no_spans_of_requests_and_calls(@Autowired ListableBeanFactory beans) {
        assertThat(beans.getBeanNamesForType(TracingObservationHandler.class)).isEmpty();
    }
}
