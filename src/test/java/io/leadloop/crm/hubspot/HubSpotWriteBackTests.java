package io.leadloop.crm.hubspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack.Status;
import io.leadloop.crm.RestCrm;
import io.leadloop.lead.ExternalId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What became of a conversion, in a property of the contact or the deal. */
class HubSpotWriteBackTests {

    private static final String AT = "2026-10-03T09:00:00Z";

    private final FakeHubSpot hubSpot = new FakeHubSpot();

    @BeforeEach
    void records() {
        hubSpot.records()
                .set("contacts", "1", AT, "email", "x@example.com")
                .set("contacts", "2", AT, "email", "y@example.com")
                .set("deals", "1", AT, "dealstage", "closedwon");
    }

    @AfterEach
    void close() {
        hubSpot.close();
    }

    private RestCrm<?> source(String field) {
        return new AHubSpotSource(hubSpot, Map.of("write-back-field", field)).source;
    }

    private static Status of(ExternalId record, String stage, String destination, String state, String reason) {
        return new Status(record, "key", stage, destination, state, reason, Instant.parse(AT));
    }

    private static Status accepted(String contact) {
        return of(ExternalId.lead("hubspot", contact), "MQL", "google-ads", "ACCEPTED", "");
    }

    @Test
    void is_off_unless_configured() {
        assertThat(source("").writesBack()).isFalse();
        assertThat(source("leadloop_status").writesBack()).isTrue();
    }

    @Test
    void contacts_and_deals_are_told_and_one_record_hears_all_at_once() throws Exception {
        List<String> results = source("leadloop_status")
                .write(List.of(
                        accepted("1"),
                        of(ExternalId.lead("hubspot", "1"), "MQL", "meta", "REFUSED", "NO_CLICK"),
                        of(ExternalId.deal("hubspot", "1"), "WON", "meta", "ACCEPTED", "")));
        assertThat(results).containsExactly(null, null, null);
        assertThat(hubSpot.records().value("contacts", "1", "leadloop_status"))
                .isEqualTo("MQL google-ads ACCEPTED " + AT + "; MQL meta REFUSED (NO_CLICK) " + AT);
        assertThat(hubSpot.records().value("deals", "1", "leadloop_status")).isEqualTo("WON meta ACCEPTED " + AT);
    }

    @Test
    void each_stage_and_destination_may_have_its_own_property() throws Exception {
        source("leadloop_{stage}_{destination}").write(List.of(accepted("2")));
        assertThat(hubSpot.records().value("contacts", "2", "leadloop_mql_google_ads"))
                .startsWith("MQL google-ads");
    }

    @Test
    void a_record_that_is_gone_fails_alone() throws Exception {
        assertThat(source("leadloop_status").write(List.of(accepted("1"), accepted("9"), accepted("2"))))
                .satisfiesExactly(
                        it -> assertThat(it).isNull(),
                        it -> assertThat(it).contains("OBJECT_NOT_FOUND"),
                        it -> assertThat(it).isNull());
    }

    @Test
    void a_row_for_which_hubspot_refuses_the_whole_batch_is_found_by_bisection() throws Exception {
        List<Status> statuses = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            hubSpot.records().set("contacts", "10" + i, AT, "email", "x@example.com");
            statuses.add(accepted("10" + i));
        }
        statuses.set(11, accepted("6661"));
        List<String> results = source("leadloop_status").write(statuses);
        for (int i = 0; i < 16; i++) {
            if (i == 11) {
                assertThat(results.get(i)).contains("400");
            } else {
                assertThat(results.get(i)).isNull();
            }
        }
    }

    @Test
    void a_property_that_does_not_exist_is_named() throws Exception {
        assertThat(source("status").write(List.of(accepted("1"))))
                .singleElement()
                .satisfies(it -> assertThat(it).contains("write-back-field"));
    }

    @Test
    void an_answer_that_does_not_come_is_for_later() {
        hubSpot.refuses(503, "", null);
        assertThatThrownBy(() -> source("leadloop_status").write(List.of(accepted("1"))))
                .isInstanceOf(CrmUnavailable.class);
    }
}
