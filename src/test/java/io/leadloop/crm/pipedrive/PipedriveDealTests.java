package io.leadloop.crm.pipedrive;

import static io.leadloop.crm.pipedrive.APipedrive.changed;
import static io.leadloop.crm.pipedrive.APipedrive.data;
import static io.leadloop.crm.pipedrive.APipedrive.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.RoundedMoney;
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
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a deal, a lead or a person of Pipedrive means. */
class PipedriveDealTests {

    private final APipedrive pipedrive = new APipedrive();
    private final ConfiguredSource crm = pipedrive.source(Map.of());

    @AfterEach
    void close() {
        pipedrive.close();
    }

    private LeadEvent deal(Consumer<ObjectNode> change) throws Exception {
        return crm.lead(only(crm, changed("deal-won.json", change)));
    }

    private static void click(ObjectNode record, String field, String value) {
        ((ObjectNode) record.path("custom_fields"))
                .putObject(field)
                .put("type", "varchar")
                .put("value", value);
    }

    @Test
    void the_documented_won_deal_is_won_by_its_status_at_its_own_time() throws Exception {
        LeadEvent won = crm.lead(only(crm, Resources.text("crm/pipedrive/deal-won.json")));
        assertThat(won.subject()).isEqualTo(ExternalId.lead("pipedrive", "8"));
        assertThat(won.aliases()).containsExactly(ExternalId.deal("pipedrive", "8"));
        assertThat(won.outcome()).isEqualTo(Outcome.WON);
        assertThat(won.status()).isEqualTo("Demo Scheduled");
        assertThat(won.occurredAt()).isEqualTo("2022-11-24T15:11:55Z");
        assertThat(won.capturedAt()).isEqualTo("2022-11-20T09:00:00Z");
        assertThat(won.dealValue().amount()).isEqualTo(Money.of(new BigDecimal("100"), "EUR"));
        assertThat(won.country()).isEqualTo("DE");
        assertThat(won.contact()).isEqualTo(ContactHasher.hash("jane.doe@example.com", "0171 1234567", "DE"));
        assertThat(won.consent()).isNull();
        assertThat(won.assumedConsent()).isEqualTo(Consent.UNKNOWN);
    }

    @Test
    void click_ids_come_from_the_deal_and_from_its_person_byte_for_byte() throws Exception {
        LeadEvent event = deal(it -> {
            data(it).put("add_time", "2022-11-21T08:00:00Z");
            click(data(it), APipedrive.GCLID_FIELD, "EAIaIQ-Of_deal");
        });
        assertThat(event.clickIds())
                .containsExactlyInAnyOrder(
                        ClickId.seen(ClickIdKind.GCLID, "EAIaIQ-Of_deal", Instant.parse("2022-11-21T08:00:00Z")),
                        ClickId.seen(ClickIdKind.FBCLID, "IwAR2-of-person", Instant.parse("2022-11-20T09:00:00Z")));
    }

    @ParameterizedTest
    @CsvSource({
        "open, stage_change_time, OPEN, 2022-11-23T10:00:00Z",
        "lost, lost_time, LOST, 2022-11-23T10:00:00Z",
        "won, close_time, WON, 2022-11-23T10:00:00Z"
    })
    void the_time_is_that_of_where_the_deal_stands(String status, String field, Outcome outcome, String at)
            throws Exception {
        LeadEvent event = deal(it -> data(it).put("status", status)
                .putNull("won_time")
                .putNull("close_time")
                .put(field, at));
        assertThat(event.outcome()).isEqualTo(outcome);
        assertThat(event.occurredAt()).isEqualTo(at);
    }

    @Test
    void a_reopened_deal_is_open_since_the_webhook_says_so() throws Exception {
        LeadEvent event = deal(it -> {
            data(it).put("status", "open").putNull("won_time").put("stage_change_time", "2022-11-01T10:00:00Z");
            ((ObjectNode) it.path("previous")).put("status", "won");
        });
        assertThat(event.outcome()).isEqualTo(Outcome.OPEN);
        assertThat(event.occurredAt()).isEqualTo("2022-11-24T15:11:55.724Z");
    }

    @Test
    void stages_may_be_called_by_their_ids() throws Exception {
        ConfiguredSource byId = pipedrive.source(Map.of("stages-by", "id"));
        assertThat(byId.lead(only(byId, Resources.text("crm/pipedrive/deal-won.json")))
                        .status())
                .isEqualTo("2");
        assertThat(pipedrive.crm.calls()).noneMatch(it -> it.contains("stages"));
    }

    @Test
    void a_stage_that_is_new_in_pipedrive_is_asked_for_again_but_not_at_once() throws Exception {
        assertThat(deal(it -> data(it).put("stage_id", 3)).status()).isEqualTo("3");
        pipedrive.crm.has("/api/v2/stages", "{\"data\":[{\"id\":3,\"name\":\"Pilot\"}]}");
        assertThat(deal(it -> data(it).put("stage_id", 3)).status()).isEqualTo("3");
        crm.clock.pass(Duration.ofMinutes(2));
        assertThat(deal(it -> data(it).put("stage_id", 3)).status()).isEqualTo("Pilot");
    }

    @Test
    void a_lead_of_the_inbox_is_the_same_lead_as_its_persons_deal() throws Exception {
        LeadEvent lead = crm.lead(only(crm, Resources.text("crm/pipedrive/lead-created.json")));
        assertThat(lead.subject()).isEqualTo(ExternalId.lead("pipedrive", "8"));
        assertThat(lead.aliases())
                .containsExactly(ExternalId.lead("pipedrive", "adf21080-0e10-11eb-879b-05d71fb426ec"));
        assertThat(lead.status()).isEqualTo("Leads Inbox");
        assertThat(lead.deal()).isNull();
        assertThat(lead.occurredAt()).isEqualTo("2022-11-20T09:05:00Z");
        assertThat(lead.clickIds()).extracting(ClickId::value).contains("EAIaIQ-of-lead");
    }

    @Test
    void an_archived_lead_says_nothing() throws Exception {
        String archived = changed("lead-created.json", it -> data(it).put("is_archived", true));
        assertThat(crm.irrelevance(only(crm, archived))).contains("archived");
    }

    @Test
    void a_persons_new_mail_is_told_at_the_deal_that_changed_last() throws Exception {
        pipedrive.deal(7, "2022-11-22T10:00:00Z", it -> {});
        pipedrive.deal(
                9,
                "2022-11-23T10:00:00Z",
                it -> it.put("status", "open").put("stage_change_time", "2022-11-23T10:00:00Z"));
        String person = changed("deal-won.json", it -> {
            ((ObjectNode) it.path("meta")).put("entity", "person");
            it.putObject("previous").putArray("emails");
        });
        LeadEvent event = crm.lead(only(crm, person));
        assertThat(event.dealId()).isEqualTo("9");
        assertThat(event.occurredAt()).isEqualTo("2022-11-23T10:00:00Z");
        assertThat(event.contact().isEmpty()).isFalse();
    }

    @Test
    void a_deal_without_a_person_waits_for_one_under_its_own_id() throws Exception {
        LeadEvent event = deal(it -> data(it).putNull("person_id"));
        assertThat(event.subject()).isEqualTo(ExternalId.deal("pipedrive", "8"));
    }

    @Test
    void a_person_that_is_gone_leaves_the_deal_its_own_facts() throws Exception {
        assertThat(deal(it -> data(it).put("person_id", 404)).contact().isEmpty())
                .isTrue();
    }

    @Test
    void of_the_person_only_what_is_used_is_kept() throws Exception {
        byte[] stored = ((CrmLookup) crm.source)
                .lookUp(only(crm, Resources.text("crm/pipedrive/deal-won.json")).payload());
        assertThat(new String(stored, StandardCharsets.UTF_8))
                .contains("IwAR2-of-person")
                .doesNotContain("Jane Doe");
    }

    @Test
    void consent_in_pipedrives_own_words_is_explained_by_the_house() throws Exception {
        ConfiguredSource told = pipedrive.source(Map.of(
                "consent-field", "marketing_status",
                "consent-values.subscribed", "granted",
                "consent-values.no_consent", "denied"));
        String won = Resources.text("crm/pipedrive/deal-won.json");
        assertThat(told.lead(only(told, won)).consent().at(null)).isEqualTo(Consent.of(Consent.State.GRANTED));
        ConfiguredSource unexplained = pipedrive.source(Map.of("consent-field", "marketing_status"));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> unexplained.means(only(unexplained, won)))
                        .words())
                .contains("consent-values")
                .doesNotContain("subscribed");
    }

    @ParameterizedTest
    @CsvSource({
        "currency,,no currency",
        "currency,Euro,ISO 4217",
        "value,much,no number",
        "value,-5,negative",
        "status,frozen,'open, won, lost'",
        "won_time,2022-11-24,zone"
    })
    void what_is_missing_or_odd_is_parked_with_words(String field, String value, String words) throws Exception {
        String webhook = changed("deal-won.json", it -> data(it).put(field, value));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(only(crm, webhook)))
                        .words())
                .contains(words);
    }

    @Test
    void pipedrives_limit_is_respected_and_nothing_it_says_is_repeated() throws Exception {
        pipedrive.crm.refuses(429, "7");
        CrmUnavailable busy = catchThrowableOfType(CrmUnavailable.class, () -> deal(it -> {}));
        assertThat(busy.retryAfter()).isEqualTo(Duration.ofSeconds(7));
        assertThat(busy.words()).contains("429").doesNotContain("jane");
        pipedrive.crm.refuses(500, null);
        assertThat(catchThrowableOfType(CrmUnavailable.class, () -> deal(it -> {}))
                        .words())
                .contains("500");
        ConfiguredSource wrong = pipedrive.source(Map.of("api-token", "wrong"));
        String won = Resources.text("crm/pipedrive/deal-won.json");
        assertThat(catchThrowableOfType(CrmUnavailable.class, () -> wrong.means(only(wrong, won)))
                        .words())
                .contains("api-token");
    }

    @Test
    void a_deal_costs_one_call_for_its_person_and_its_stages_are_kept() throws Exception {
        deal(it -> {});
        deal(it -> {});
        assertThat(pipedrive.crm.calls())
                .extracting(it -> it.replaceFirst("\\?.*", ""))
                .containsExactly("/api/v2/stages", "/api/v2/persons/8", "/api/v2/persons/8");
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
                deal(it -> data(it).put("value", new BigDecimal(told))).dealValue(), amount, "EUR");
    }
}
