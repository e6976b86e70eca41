package io.leadloop.crm.close;

import static io.leadloop.crm.close.AClose.changed;
import static io.leadloop.crm.close.AClose.data;
import static io.leadloop.crm.close.AClose.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RoundedMoney;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import io.leadloop.support.Resources;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lead, a contact or an opportunity of Close means, by webhook and by the event log. */
class CloseLeadTests {

    private final AClose close = new AClose();
    private final ConfiguredSource crm = close.source(Map.of());

    @AfterEach
    void end() {
        close.close();
    }

    private LeadEvent won(Consumer<ObjectNode> change) throws Exception {
        return crm.lead(only(crm, changed("opportunity-won.json", change)));
    }

    private static void changedFields(ObjectNode event, String... fields) {
        List.of(fields).forEach(event.putArray("changed_fields")::add);
    }

    @Test
    void a_won_opportunity_is_won_by_its_status_type_at_the_events_time_in_cents() throws Exception {
        LeadEvent won = won(it -> {});
        assertThat(won.subject()).isEqualTo(ExternalId.lead("close", "lead_1"));
        assertThat(won.aliases()).containsExactly(ExternalId.deal("close", "oppo_1"));
        assertThat(won.outcome()).isEqualTo(Outcome.WON);
        assertThat(won.status()).isEqualTo("Signed");
        assertThat(won.occurredAt()).isEqualTo("2019-01-15T12:48:23.395Z");
        assertThat(won.capturedAt()).isEqualTo("2019-01-09T10:00:00.400Z");
        assertThat(won.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("1000"), "USD"));
        assertThat(won.country()).isEqualTo("US");
        assertThat(won.contact()).isEqualTo(ContactHasher.hash("jane.doe@example.com", "+14155550100", "US"));
        assertThat(won.clickIds())
                .containsExactly(
                        ClickId.seen(ClickIdKind.GCLID, "EAIaIQ-of-lead", Instant.parse("2019-01-09T10:00:00.400Z")));
        assertThat(close.crm.calls()).containsExactly("/api/v1/lead/lead_1/");
    }

    @Test
    void a_recurring_value_may_count_by_the_year_and_a_margin_stands_in_a_field() throws Exception {
        ConfiguredSource yearly = close.source(
                Map.of("value-field", "annualized_value", "margin-field", "cf_margin", "consent-field", "cf_consent"));
        LeadEvent won = yearly.lead(only(yearly, Resources.text("crm/close/opportunity-won.json")));
        assertThat(won.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("12000"), "USD"));
        assertThat(won.dealValue().margin()).isEqualTo(Money.of(new BigDecimal("400"), "USD"));
        assertThat(won.consent().at(null)).isEqualTo(Consent.of(Consent.State.GRANTED));
    }

    @ParameterizedTest
    @CsvSource({"active, OPEN", "lost, LOST"})
    void other_status_types(String type, Outcome outcome) throws Exception {
        assertThat(won(it -> data(it).put("status_type", type)).outcome()).isEqualTo(outcome);
    }

    @Test
    void statuses_may_be_called_by_their_ids() throws Exception {
        ConfiguredSource byId = close.source(Map.of("statuses-by", "id"));
        assertThat(byId.lead(only(byId, Resources.text("crm/close/opportunity-won.json")))
                        .status())
                .isEqualTo("stat_won");
    }

    @Test
    void a_new_value_is_told_at_the_time_at_which_the_opportunity_was_won() throws Exception {
        close.statusChanges("opportunity", """
                {"opportunity_id":"oppo_1","new_status_id":"stat_won","date_created":"2019-01-12T09:00:00.000000+00:00"},
                {"opportunity_id":"oppo_1","new_status_id":"stat_open","date_created":"2019-01-13T09:00:00.000000+00:00"},
                {"opportunity_id":"oppo_2","new_status_id":"stat_won","date_created":"2019-01-14T09:00:00.000000+00:00"}
                """);
        LeadEvent event = won(it -> {
            data(it).put("value", 120050);
            changedFields(it, "value");
        });
        assertThat(event.occurredAt()).isEqualTo("2019-01-12T09:00:00Z");
        assertThat(event.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("1200.50"), "USD"));
    }

    @Test
    void a_lead_begins_with_its_status() throws Exception {
        LeadEvent lead = crm.lead(only(crm, Resources.text("crm/close/lead-created.json")));
        assertThat(lead.status()).isEqualTo("Potential");
        assertThat(lead.deal()).isNull();
        assertThat(lead.occurredAt()).isEqualTo("2019-01-09T10:00:00.500Z");
        assertThat(lead.contact()).isEqualTo(ContactHasher.hash("office@example.com", null, null));
    }

    @Test
    void a_contacts_new_mail_is_told_at_the_status_in_which_the_lead_stands() throws Exception {
        close.statusChanges(
                "lead", "{\"new_status_id\":\"stat_potential\",\"date_created\":\"2019-01-11T09:00:00.000000+00:00\"}");
        LeadEvent event = crm.lead(only(crm, changed("lead-created.json", it -> {
            it.put("object_type", "contact").put("object_id", "cont_2").put("action", "updated");
            changedFields(it, "emails");
        })));
        assertThat(event.status()).isEqualTo("Potential");
        assertThat(event.occurredAt()).isEqualTo("2019-01-11T09:00:00Z");
        assertThat(event.contact()).isEqualTo(ContactHasher.hash("jane.doe@example.com", "+14155550100", "US"));
    }

    @Test
    void an_older_event_of_the_lead_has_the_time_of_its_own_status_and_not_of_a_later_one() throws Exception {
        close.statusChanges(
                "lead", "{\"new_status_id\":\"stat_potential\",\"date_created\":\"2019-01-11T09:00:00.000000+00:00\"}");
        LeadEvent event = crm.lead(only(crm, changed("lead-created.json", it -> {
            it.put("action", "updated");
            changedFields(it, "custom.cf_gclid");
        })));
        assertThat(event.occurredAt()).isEqualTo("2019-01-09T10:00:00.400Z");
    }

    @Test
    void without_status_changes_the_status_is_as_old_as_the_lead() throws Exception {
        LeadEvent event = crm.lead(only(crm, changed("lead-created.json", it -> {
            it.put("action", "updated");
            changedFields(it, "custom.cf_gclid");
        })));
        assertThat(event.occurredAt()).isEqualTo("2019-01-09T10:00:00.400Z");
    }

    @Test
    void the_lead_status_of_a_customer_is_not_a_second_win() throws Exception {
        String customer = changed("lead-created.json", it -> data(it).put("status_label", "Customer"));
        LeadEvent event = crm.lead(only(crm, customer));
        assertThat(event.isFactsOnly()).isTrue();
        assertThat(event.clickIds()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "value_currency,,no currency",
        "value,a lot,no number of cents",
        "value,-100,negative",
        "status_type,pending,'active, won, lost'",
        "status_label,,no status"
    })
    void what_is_missing_or_odd_is_parked_with_words(String field, String value, String words) throws Exception {
        String event = changed("opportunity-won.json", it -> data(it).put(field, value));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(only(crm, event)))
                        .words())
                .contains(words);
    }

    @Test
    void an_event_without_data_asks_for_an_administrators_key() {
        assertThat(catchThrowableOfType(Untranslatable.class, () -> won(it -> it.remove("data")))
                        .words())
                .contains("administrators");
    }

    @Test
    void a_lead_that_is_gone_is_done_and_a_busy_close_is_waited_for() throws Exception {
        String gone = changed("opportunity-won.json", it -> it.put("lead_id", "lead_9"));
        assertThat(crm.irrelevance(only(crm, gone))).contains("not in Close any more");
        close.crm.refuses(429, "3");
        assertThat(catchThrowableOfType(CrmUnavailable.class, () -> won(it -> {}))
                        .retryAfter())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void every_event_of_an_outage_of_26_hours_comes_with_its_own_time_in_order() throws Exception {
        crm.clock.set("2019-01-15T12:49:00Z");
        for (int hour = 10; hour < 20; hour++) {
            close.logs("opportunity-won.json", "ev_" + hour, "2019-01-14T" + hour + ":30:00.000000", it -> {});
        }
        close.logs("opportunity-won.json", "ev_name", "2019-01-14T21:00:00.000000", it -> changedFields(it, "note"));
        close.logs("opportunity-won.json", "ev_now", "2019-01-15T12:48:00.000000", it -> {});
        List<Delivery> found = crm.sweep("opportunity.updated", Instant.parse("2019-01-14T10:00:00Z"));
        assertThat(found).hasSize(10).extracting(Delivery::key).allMatch(it -> it.startsWith("sweep:ev_"));
        assertThat(crm.lead(found.get(0)).occurredAt()).isEqualTo("2019-01-14T10:30:00Z");
        assertThat(crm.lead(found.get(9)).occurredAt()).isEqualTo("2019-01-14T19:30:00Z");
    }

    @Test
    void single_records_are_read_again_with_the_time_of_their_status_and_unknown_ones_bring_nothing() throws Exception {
        close.statusChanges(
                "lead", "{\"new_status_id\":\"stat_potential\",\"date_created\":\"2019-01-12T08:00:00+00:00\"}");
        changed(
                "opportunity-won.json",
                event ->
                        close.crm.has("/api/v1/opportunity/oppo_1/", data(event).toString()));
        List<Delivery> found = ((CrmReread) crm.source)
                .reread(List.of(
                        ExternalId.lead("close", "lead_1"),
                        ExternalId.deal("close", "oppo_1"),
                        ExternalId.deal("close", "oppo_2"),
                        ExternalId.lead("close", "../me")));
        assertThat(found).hasSize(2);
        assertThat(crm.lead(found.get(0)).occurredAt()).isEqualTo("2019-01-12T08:00:00Z");
        assertThat(crm.lead(found.get(1)).outcome()).isEqualTo(Outcome.WON);
    }

    @ParameterizedTest
    @CsvSource({"3283.9999999999996,32.84", "33333.33333333,333.33", "30.000000000000004,0.30"})
    void an_amount_of_parts_of_cents_is_rounded_and_says_so(BigDecimal told, String amount) throws Exception {
        RoundedMoney.isTold(won(it -> data(it).put("value", told)).dealValue(), amount, "USD");
    }
}
