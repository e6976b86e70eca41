package io.leadloop.crm.dynamics;

import static io.leadloop.crm.dynamics.ADynamics.changed;
import static io.leadloop.crm.dynamics.ADynamics.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RoundedMoney;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lead or an opportunity of Dynamics means, by webhook and by the sweep. */
class DynamicsRecordTests {

    private static final String WON = Resources.text("crm/dynamics/opportunity-won.json");

    private final ADynamics dynamics = new ADynamics();
    private final ConfiguredSource crm = dynamics.source(Map.of());

    @AfterEach
    void close() {
        dynamics.close();
    }

    private LeadEvent deal(Consumer<ObjectNode> row) throws Exception {
        dynamics.deal(row);
        return crm.lead(only(crm, WON));
    }

    @Test
    void the_documented_won_opportunity_is_won_by_its_state_at_the_messages_time() throws Exception {
        LeadEvent won = crm.lead(only(crm, WON));
        assertThat(won.subject()).isEqualTo(ExternalId.lead("dynamics", ADynamics.LEAD));
        assertThat(won.aliases()).containsExactly(ExternalId.deal("dynamics", ADynamics.DEAL));
        assertThat(won.outcome()).isEqualTo(Outcome.WON);
        assertThat(won.status()).isEqualTo("Close");
        assertThat(won.occurredAt()).isEqualTo(Instant.ofEpochMilli(1506384247000L));
        assertThat(won.capturedAt()).isEqualTo("2017-09-20T08:00:00Z");
        assertThat(won.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("1200.5"), "EUR"));
        assertThat(won.contact()).isEqualTo(ContactHasher.hash("jane.doe@example.com", "+491711234567", null));
        assertThat(won.clickIds())
                .containsExactly(
                        ClickId.seen(ClickIdKind.GCLID, "EAIaIQ-of-lead", Instant.parse("2017-09-20T08:00:00Z")));
    }

    @Test
    void a_message_over_256_kb_is_read_from_dataverse_with_the_time_of_its_closing() throws Exception {
        Delivery delivery = crm.receive(WON, ADynamics.KEY, Map.of("x-ms-dynamics-msg-size-exceeded", "true"))
                .get(0);
        LeadEvent won = crm.lead(delivery);
        assertThat(won.outcome()).isEqualTo(Outcome.WON);
        assertThat(won.occurredAt()).isEqualTo("2017-09-26T00:04:05Z");
        String stripped = changed("lead-contacted.json", it -> it.remove("InputParameters"));
        SourceChange lead =
                crm.means(crm.receive(stripped, ADynamics.KEY, Map.of("x-ms-dynamics-msg-size-exceeded", "true"))
                        .get(0));
        assertThat(lead).isInstanceOfSatisfying(SourceChange.Event.class, it -> {
            assertThat(it.event().status()).isEqualTo("Contacted");
            assertThat(it.event().occurredAt()).isEqualTo("2017-09-22T08:00:00Z");
            assertThat(it.evidence()).contains("last change");
        });
    }

    @Test
    void of_a_row_only_what_is_used_is_kept() throws Exception {
        byte[] stored =
                ((io.leadloop.crm.CrmLookup) crm.source).lookUp(only(crm, WON).payload());
        assertThat(new String(stored, StandardCharsets.UTF_8))
                .contains("EAIaIQ-of-lead")
                .doesNotContain("Jane Doe");
    }

    @Test
    void a_lead_stands_at_the_label_of_its_status_reason_as_the_message_says() throws Exception {
        dynamics.lead(it -> it.put("statuscode", 3));
        LeadEvent lead = crm.lead(only(crm, Resources.text("crm/dynamics/lead-contacted.json")));
        assertThat(lead.status()).isEqualTo("Contacted");
        assertThat(lead.occurredAt()).isEqualTo(Instant.ofEpochMilli(1506000000000L));
        assertThat(lead.outcome()).isEqualTo(Outcome.UNSAID);
        ConfiguredSource byId = dynamics.source(Map.of("stages-by", "id"));
        assertThat(byId.lead(only(byId, Resources.text("crm/dynamics/lead-contacted.json")))
                        .status())
                .isEqualTo("2");
    }

    @Test
    void the_stage_may_stand_in_a_column_of_the_house() throws Exception {
        ConfiguredSource own = dynamics.source(Map.of("deal-stage-field", "new_phase", "margin-field", "new_margin"));
        dynamics.deal(it -> it.put("new_phase", 100000001)
                .put("new_phase" + DynamicsRecord.LABEL, "Offer sent")
                .put("statecode", 0));
        LeadEvent event = own.lead(only(own, changed("opportunity-won.json", it -> {
            ADynamics.noColumns(it);
            ADynamics.column(it, "new_phase", Map.of("Value", 100000001));
        })));
        assertThat(event.status()).isEqualTo("Offer sent");
        assertThat(event.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(event.occurredAt()).isEqualTo(Instant.ofEpochMilli(1506409448000L));
        assertThat(event.dealValue().margin()).isEqualTo(Money.of(new BigDecimal("300"), "EUR"));
    }

    @Test
    void an_empty_sales_stage_leaves_the_status_reason() throws Exception {
        assertThat(deal(it -> it.putNull("salesstage")).status()).isEqualTo("Won");
    }

    @Test
    void an_opportunity_without_a_lead_is_its_contacts() throws Exception {
        LeadEvent event =
                deal(it -> it.putNull("_originatingleadid_value").put("_parentcontactid_value", ADynamics.CONTACT));
        assertThat(event.subject()).isEqualTo(ExternalId.lead("dynamics", ADynamics.CONTACT));
        assertThat(event.clickIds()).extracting(ClickId::value).containsExactly("IwAR-of-contact");
        assertThat(event.contact()).isEqualTo(ContactHasher.hash("contact@example.com", null, null));
        assertThat(deal(it -> it.putNull("_originatingleadid_value")).subject())
                .isEqualTo(ExternalId.deal("dynamics", ADynamics.DEAL));
    }

    @Test
    void consent_may_be_the_contrary_of_a_column() throws Exception {
        ConfiguredSource told = dynamics.source(Map.of(
                "consent-field", "donotbulkemail",
                "consent-values.false", "granted",
                "consent-values.true", "denied",
                "country-field", "new_country"));
        LeadEvent event = told.lead(only(told, WON));
        assertThat(event.consent().at(null)).isEqualTo(Consent.of(Consent.State.GRANTED));
        assertThat(event.country()).isEqualTo("DE");
    }

    @Test
    void an_amount_without_a_currency_is_parked_unless_the_house_has_one() throws Exception {
        dynamics.deal(it -> it.remove("transactioncurrencyid"));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(only(crm, WON)))
                        .words())
                .contains("default-currency");
        ConfiguredSource single = dynamics.source(Map.of("default-currency", "CHF"));
        assertThat(single.lead(only(single, WON)).dealValue().amount())
                .isEqualTo(Money.of(new BigDecimal("1200.5"), "CHF"));
    }

    @ParameterizedTest
    @CsvSource({"actualvalue, much, no number", "actualvalue, -1, negative", "createdon, 2017-09-23, zone"})
    void what_is_odd_is_parked_with_words(String column, String value, String words) {
        dynamics.deal(it -> it.put(column, value));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(only(crm, WON)))
                        .words())
                .contains(words);
    }

    @Test
    void a_record_that_is_gone_is_done_and_a_busy_dataverse_is_waited_for() throws Exception {
        String gone = changed("opportunity-won.json", it -> it.put("PrimaryEntityId", ADynamics.CONTACT));
        assertThat(crm.irrelevance(only(crm, gone))).contains("not in Dynamics any more");
        dynamics.crm.refuses(429, "12");
        CrmUnavailable busy = catchThrowableOfType(CrmUnavailable.class, () -> crm.means(only(crm, WON)));
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(12));
        assertThat(busy.words()).doesNotContain("jane");
    }

    @Test
    void the_sweep_follows_all_pages_and_repeats_a_key_until_a_fact_is_new() throws Exception {
        crm.clock.set("2017-10-03T10:25:00Z");
        Instant outage = Instant.parse("2017-10-02T08:00:00Z");
        ObjectNode first = null;
        for (int i = 1; i <= 5; i++) {
            ObjectNode row = dynamics.sweptLead(
                    "a1b2c3d4-0000-4000-8000-00000000001" + i, "2017-10-02T1%d:00:00Z".formatted(i), it -> {});
            first = first == null ? row : first;
        }
        dynamics.sweptLead("a1b2c3d4-0000-4000-8000-000000000019", "2017-10-03T10:24:00Z", it -> {});
        List<Delivery> found = crm.sweep("LEAD", outage);
        assertThat(found).hasSize(5);
        assertThat(((io.leadloop.crm.CrmLookup) crm.source)
                        .needsLookup(found.get(0).payload()))
                .isFalse();
        assertThat(crm.lead(found.get(0)).occurredAt()).isEqualTo("2017-10-02T11:00:00Z");
        String key = found.get(0).key();
        first.put("modifiedon", "2017-10-02T10:00:00Z").put("fullname", "Jane Roe");
        assertThat(crm.sweep("LEAD", outage).get(0).key()).isEqualTo(key);
        first.put("statuscode", 3);
        assertThat(crm.sweep("LEAD", outage).get(0).key()).isNotEqualTo(key);
    }

    @Test
    void single_rows_are_read_again_as_they_stand_and_unknown_ones_bring_nothing() throws Exception {
        List<Delivery> found = ((CrmReread) crm.source)
                .reread(List.of(
                        ExternalId.lead("dynamics", ADynamics.LEAD),
                        ExternalId.deal("dynamics", ADynamics.DEAL),
                        ExternalId.lead("dynamics", ADynamics.CONTACT),
                        ExternalId.deal("dynamics", "1)/x")));
        assertThat(found).extracting(Delivery::orderingKey).containsExactly(ADynamics.LEAD, ADynamics.DEAL);
        assertThat(crm.lead(found.get(0)).subject()).isEqualTo(ExternalId.lead("dynamics", ADynamics.LEAD));
        assertThat(crm.lead(found.get(1)).dealValue()).isNotNull();
    }

    @Test
    void an_opportunity_costs_one_call_for_itself_and_one_for_its_lead() throws Exception {
        crm.lead(only(crm, WON));
        assertThat(dynamics.crm.calls())
                .extracting(it -> it.replaceFirst("\\?.*", ""))
                .containsExactly(
                        "/tenant/token",
                        "/api/data/v9.2/opportunities(" + ADynamics.DEAL + ")",
                        "/api/data/v9.2/leads(" + ADynamics.LEAD + ")");
        crm.lead(only(crm, WON));
        assertThat(dynamics.crm.calls()).as("the token is kept").hasSize(5);
    }

    @ParameterizedTest
    @CsvSource({
        "32.839999999999996,32.84",
        "333.3333333333,333.33",
        "0.30000000000000004,0.30",
        "1.2345678999E3,1234.57"
    })
    void an_amount_with_many_decimals_is_rounded_to_its_minor_unit_and_says_so(String told, String amount)
            throws Exception {
        RoundedMoney.isTold(
                deal(it -> it.put("actualvalue", new BigDecimal(told))).dealValue(), amount, "EUR");
    }
}
