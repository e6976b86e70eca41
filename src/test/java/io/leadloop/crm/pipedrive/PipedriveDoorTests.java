package io.leadloop.crm.pipedrive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.support.Resources;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How often Pipedrive is asked, what a bad record does to the sweep, what a refusal says. */
class PipedriveDoorTests {

    private static final Instant OUTAGE = Instant.parse("2026-10-02T08:00:00Z");

    private final APipedrive pipedrive = new APipedrive();
    private final ConfiguredSource crm = pipedrive.source(Map.of());

    @AfterEach
    void close() {
        pipedrive.close();
    }

    private List<String> calls() {
        return pipedrive.crm.calls().stream()
                .map(it -> it.replaceFirst("\\?.*", ""))
                .toList();
    }

    @Test
    void a_swept_deal_is_asked_for_its_person_and_the_stages_once() throws Exception {
        pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        crm.lead(crm.sweep("DEAL", OUTAGE).get(0));
        assertThat(calls()).containsExactly("/api/v2/deals", "/api/v2/stages", "/api/v2/persons/8");
    }

    @Test
    void an_event_that_does_not_concern_us_is_not_asked_about() throws Exception {
        crm.irrelevance(APipedrive.only(
                crm,
                APipedrive.changed(
                        "deal-won.json",
                        it -> ((com.fasterxml.jackson.databind.node.ObjectNode) it.path("meta"))
                                .put("action", "delete"))));
        assertThat(calls()).isEmpty();
    }

    @Test
    void a_deal_that_cannot_be_read_is_parked_and_does_not_stop_the_sweep() throws Exception {
        pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        pipedrive.unreadable(3, "2026-10-02T10:00:00Z", it -> it.put("update_time", "yesterday"));
        pipedrive.unreadable(4, "2026-10-02T11:00:00Z", it -> it.put("id", "four"));
        pipedrive.deal(5, "2026-10-02T12:00:00Z", it -> {});
        List<Delivery> found = crm.sweep("DEAL", OUTAGE);
        assertThat(found).hasSize(4);
        assertThat(found).extracting(Delivery::key).doesNotHaveDuplicates();
        assertThat(found.get(3).orderingKey()).isEqualTo("5");
        assertThat(parked(found.get(1))).contains("timestamp");
        assertThat(parked(found.get(2))).contains("entity_id");
    }

    private String parked(Delivery delivery) {
        return catchThrowableOfType(Untranslatable.class, () -> crm.means(delivery))
                .words();
    }

    @Test
    void a_time_is_asked_in_whole_seconds() throws Exception {
        pipedrive.deal(2, "2026-10-02T09:00:00Z", it -> {});
        assertThat(crm.sweep("DEAL", Instant.parse("2026-10-02T09:00:00.700123Z")))
                .hasSize(1);
        assertThat(pipedrive.crm.calls().get(0)).contains("updated_since=2026-10-02T09:00:00Z&");
    }

    @Test
    void a_refused_token_says_so_in_pipedrives_own_words_without_what_is_nobodys_business() {
        pipedrive.crm.answersOnce(
                401,
                "{\"success\":false,\"error\":\"unauthorized access\",\"errorCode\":401,\"error_info\":\"Ask"
                        + " jane.doe@example.com, token 0123456789abcdef0123456789abcdef, https://x.pipedrive.com/a?b=c\"}");
        CrmUnavailable refused = catchThrowableOfType(
                CrmUnavailable.class,
                () -> crm.means(APipedrive.only(crm, Resources.text("crm/pipedrive/deal-won.json"))));
        assertThat(refused.kind()).isEqualTo(CrmUnavailable.Kind.SIGN_IN_REFUSED);
        assertThat(refused.words())
                .contains("api-token", "It says: \"unauthorized access: Ask ***")
                .doesNotContain("jane", "0123456789", "pipedrive.com");
    }

    @Test
    void a_call_that_is_not_allowed_is_told_from_a_refused_token() {
        pipedrive.crm.answersOnce(403, "{\"success\":false,\"error\":\"Scope and URL mismatch\"}");
        CrmUnavailable refused = catchThrowableOfType(
                CrmUnavailable.class,
                () -> crm.means(APipedrive.only(crm, Resources.text("crm/pipedrive/deal-won.json"))));
        assertThat(refused.kind()).isEqualTo(CrmUnavailable.Kind.ACCESS_DENIED);
        assertThat(refused.words()).contains("Scope and URL mismatch");
    }
}
