package io.leadloop.crm.close;

import static io.leadloop.crm.close.AClose.changed;
import static io.leadloop.crm.close.AClose.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.support.Resources;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook of Close: who signed it, how it is named, and what of it concerns us. */
class CloseWebhookTests {

    private static final String WON = Resources.text("crm/close/opportunity-won.json");
    private static final String VECTOR = "de8591d9fb04b2c8bae2efbb2412233758a52eebf311f5cfe20d37173226867f";

    private final AClose close = new AClose();
    private final ConfiguredSource crm = close.source(Map.of());

    @AfterEach
    void end() {
        close.close();
    }

    private int refusal(String body, Map<String, String> headers) {
        return catchThrowableOfType(WebhookRefused.class, () -> crm.receive(body, headers))
                .status();
    }

    @Test
    void the_vector_of_the_facts_is_accepted_byte_for_byte() throws Exception {
        crm.clock.set("2018-12-08T12:17:30Z");
        Map<String, String> headers = Map.of("close-sig-timestamp", "1544271440", "close-sig-hash", VECTOR);
        String body = Resources.text("crm/close/signed.json");
        assertThat(crm.receive(body, headers)).hasSize(1);
        assertThat(refusal(body.replace(",", ", "), headers)).isEqualTo(401);
        assertThat(refusal(body, Map.of("close-sig-timestamp", "1544271441", "close-sig-hash", VECTOR)))
                .isEqualTo(401);
        assertThat(refusal(body, Map.of("close-sig-timestamp", "now", "close-sig-hash", VECTOR)))
                .isEqualTo(401);
        assertThat(refusal(body, Map.of("close-sig-hash", VECTOR))).isEqualTo(401);
        assertThat(refusal(body, Map.of("close-sig-timestamp", "1544271440"))).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"2018-12-11T12:17:00Z, true", "2018-12-11T12:18:00Z, false", "2018-12-08T12:10:00Z, false"})
    void a_repetition_of_three_days_may_carry_the_first_attempts_time(String now, boolean isTaken) {
        crm.clock.set(now);
        Map<String, String> headers = Map.of("close-sig-timestamp", "1544271440", "close-sig-hash", VECTOR);
        WebhookRefused refused = catchThrowableOfType(
                WebhookRefused.class, () -> crm.receive(Resources.text("crm/close/signed.json"), headers));
        assertThat(refused == null).isEqualTo(isTaken);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{", ""})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(refusal(body, AClose.signed(body, crm.clock.instant()))).isEqualTo(400);
    }

    @Test
    void the_key_is_the_event_and_when_it_was_last_added_to() throws Exception {
        Delivery first = only(crm, WON);
        assertThat(first.key()).isEqualTo("ev_2sYKRjcrA79yKxi3S4Crd7:2019-01-15T12:48:23.395000");
        assertThat(first.orderingKey()).isEqualTo("lead_1");
        assertThat(only(crm, changed("opportunity-won.json", it -> it.put("date_updated", "2019-01-15T12:48:40")))
                        .key())
                .isNotEqualTo(first.key());
    }

    @ParameterizedTest
    @CsvSource({"id,a b,id", "lead_id,,lead_id", "object_id,,object_id", "date_created,soon,date_created"})
    void an_event_that_cannot_be_read_is_parked_with_words(String field, String value, String words) throws Exception {
        Delivery delivery = only(crm, changed("opportunity-won.json", it -> it.put(field, value)));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(delivery))
                        .words())
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activity.email|created|Only leads",
                "lead|deleted|page People",
                "lead|exported|exported",
                "lead|updated|Nothing of the lead",
                "contact|created|Nothing of the contact",
                "contact|updated|Nothing of the contact",
                "opportunity|deleted|deleted in Close",
                "opportunity|updated|Nothing of the opportunity"
            })
    void what_does_not_concern_us_is_done_without_asking_close(String type, String action, String words)
            throws Exception {
        String event = changed("opportunity-won.json", it -> {
            it.put("object_type", type).put("action", action);
            it.putArray("changed_fields").add("name");
        });
        assertThat(crm.irrelevance(only(crm, event))).contains(words);
        assertThat(close.crm.calls()).isEmpty();
    }

    @Test
    void an_event_of_another_organization_is_named() throws Exception {
        assertThat(crm.irrelevance(
                        only(crm, changed("opportunity-won.json", it -> it.put("organization_id", "orga_2")))))
                .contains("orga_2");
    }

    @Test
    void a_merge_is_told_by_the_merge_and_by_the_deletion_that_goes_with_it() throws Exception {
        SourceChange merge =
                new SourceChange.Merge(ExternalId.lead("close", "lead_2"), ExternalId.lead("close", "lead_1"));
        assertThat(crm.means(only(crm, Resources.text("crm/close/lead-merged.json"))))
                .isEqualTo(merge);
        assertThat(crm.means(only(
                        crm,
                        changed(
                                "lead-merged.json",
                                it -> it.put("action", "deleted").put("lead_id", "lead_2")))))
                .isEqualTo(merge);
    }

    @Test
    void a_deleted_lead_is_forgotten_only_where_the_house_says_so() throws Exception {
        ConfiguredSource forgetful = close.source(Map.of("deleted-is-erased", "true"));
        String deleted = changed("lead-merged.json", it -> {
            it.put("action", "deleted");
            ((ObjectNode) it.path("meta")).removeAll();
        });
        assertThat(forgetful.means(only(forgetful, deleted)))
                .isEqualTo(new SourceChange.Erasure(ExternalId.lead("close", "lead_1")));
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> close.source(Map.of(
                        "secrets", "no hex", "organization-id", "1", "api-key", "", "click-id-fields.klick", "x")))
                .hasMessageContainingAll("secrets", "organization-id", "api-key", "click-id-fields.klick");
        assertThatThrownBy(() -> close.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
