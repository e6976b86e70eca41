package io.leadloop.crm.pipedrive;

import static io.leadloop.crm.pipedrive.APipedrive.basic;
import static io.leadloop.crm.pipedrive.APipedrive.changed;
import static io.leadloop.crm.pipedrive.APipedrive.only;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A webhook of Pipedrive: who sent it, how it is named, and what of it concerns us. */
class PipedriveWebhookTests {

    private static final String WON = Resources.text("crm/pipedrive/deal-won.json");

    private final APipedrive pipedrive = new APipedrive();
    private final ConfiguredSource crm = pipedrive.source(Map.of());

    @AfterEach
    void close() {
        pipedrive.close();
    }

    private static ObjectNode meta(ObjectNode webhook) {
        return (ObjectNode) webhook.path("meta");
    }

    @Test
    void any_of_the_configured_passwords_will_do() throws Exception {
        assertThat(crm.receive(WON, basic("leadloop", "old-password"))).hasSize(1);
        assertThat(crm.receive(WON, basic("leadloop", "basic-password"))).hasSize(1);
        assertThat(crm.source.reply(1).status()).isEqualTo(200);
    }

    @Test
    void another_user_or_password_or_none_is_refused() {
        for (Map<String, String> headers : List.of(
                basic("leadloop", "guess"),
                basic("Leadloop", "basic-password"),
                basic("leadloop", ""),
                Map.of("Authorization", "Bearer basic-password"),
                Map.of("Authorization", "Basic"),
                Map.<String, String>of())) {
            assertThat(catchThrowableOfType(WebhookRefused.class, () -> crm.receive(WON, headers))
                            .status())
                    .isEqualTo(401);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "{", "{} {}", ""})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(catchThrowableOfType(
                                WebhookRefused.class, () -> crm.receive(body, basic("leadloop", "basic-password")))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_later_attempt_has_the_same_name_and_a_further_change_has_another() throws Exception {
        Delivery first = only(crm, WON);
        String again = changed(
                "deal-won.json", it -> meta(it).put("attempt", 2).put("id", "11111111-1111-1111-1111-111111111111"));
        assertThat(first.orderingKey()).isEqualTo("8");
        assertThat(only(crm, again).key()).isEqualTo(first.key());
        assertThat(only(crm, changed("deal-won.json", it -> APipedrive.data(it).put("value", 120)))
                        .key())
                .isNotEqualTo(first.key());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version|1.0|version 2.0",
                "action|renamed|create, change, delete",
                "entity_id|eight|entity_id",
                "timestamp|yesterday|zone",
                "timestamp|2022-11-24 15:11:55|zone",
                "timestamp||meta.timestamp"
            })
    void a_webhook_that_cannot_be_read_is_parked_with_words(String field, String value, String words) throws Exception {
        Delivery delivery = only(crm, changed("deal-won.json", it -> meta(it).put(field, value == null ? "" : value)));
        assertThat(delivery.key()).startsWith("broken:");
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(delivery))
                        .words())
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource({"1669302715", "1669302715000", "2022-11-24T16:11:55+01:00"})
    void the_time_may_be_written_in_any_way_that_has_a_zone(String timestamp) throws Exception {
        Delivery reopened = only(crm, changed("deal-won.json", it -> {
            meta(it).put("timestamp", timestamp);
            APipedrive.data(it).put("status", "open").putNull("won_time");
            ((ObjectNode) it.path("previous")).put("status", "won");
        }));
        assertThat(crm.lead(reopened).occurredAt()).isEqualTo("2022-11-24T15:11:55Z");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "organization|change|Only deals",
                "person|create|alone is no lead",
                "person|change|Nothing of the person",
                "person|delete|page People",
                "deal|delete|deleted in Pipedrive",
                "lead|delete|left the Leads Inbox"
            })
    void what_does_not_concern_us_is_done_without_asking_pipedrive(String entity, String action, String words)
            throws Exception {
        String webhook =
                changed("deal-won.json", it -> meta(it).put("entity", entity).put("action", action));
        assertThat(crm.irrelevance(only(crm, webhook))).contains(words);
        assertThat(pipedrive.crm.calls()).isEmpty();
    }

    @Test
    void a_webhook_of_another_account_is_named() throws Exception {
        assertThat(crm.irrelevance(only(crm, changed("deal-won.json", it -> meta(it).put("company_id", "1")))))
                .contains("account 1,");
    }

    @Test
    void a_merged_person_is_told_from_both_sides() throws Exception {
        SourceChange merge =
                new SourceChange.Merge(ExternalId.lead("pipedrive", "9"), ExternalId.lead("pipedrive", "8"));
        assertThat(crm.means(only(crm, Resources.text("crm/pipedrive/person-merged.json"))))
                .isEqualTo(merge);
        String stays = changed(
                "deal-won.json",
                it -> meta(it).put("entity", "person")
                        .putArray("merged_from_id")
                        .add("9"));
        List<Delivery> deliveries = crm.receive(stays, basic("leadloop", "basic-password"));
        assertThat(deliveries).hasSize(2);
        assertThat(crm.means(deliveries.get(0))).isEqualTo(merge);
    }

    @Test
    void a_merge_in_another_account_joins_nobody_here() throws Exception {
        String theirs = changed(
                "deal-won.json",
                it -> meta(it).put("company_id", "1")
                        .put("entity", "person")
                        .putArray("merged_from_id")
                        .add("9"));
        for (Delivery delivery : crm.receive(theirs, basic("leadloop", "basic-password"))) {
            assertThat(crm.irrelevance(delivery)).contains("account 1,");
        }
    }

    @Test
    void deals_that_became_one_leave_the_news_to_the_one_that_stays() throws Exception {
        String merged =
                changed("deal-won.json", it -> meta(it).put("action", "delete").put("merged_to_id", "7"));
        assertThat(crm.irrelevance(only(crm, merged))).contains("deal that stays");
    }

    @Test
    void a_deleted_person_is_forgotten_only_where_the_house_says_so() throws Exception {
        String deleted = changed("person-merged.json", it -> meta(it).remove("merged_to_id"));
        ConfiguredSource forgetful = pipedrive.source(Map.of("deleted-is-erased", "true"));
        assertThat(crm.irrelevance(only(crm, deleted))).contains("deleted-is-erased");
        assertThat(forgetful.means(only(forgetful, deleted)))
                .isEqualTo(new SourceChange.Erasure(ExternalId.lead("pipedrive", "9")));
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> pipedrive.source(Map.of(
                        "user",
                        "",
                        "secrets",
                        "",
                        "company-id",
                        "acme",
                        "api-token",
                        "",
                        "click-id-fields.klick",
                        "x")))
                .hasMessageContainingAll("user", "secrets", "company-id", "api-token", "click-id-fields.klick");
        assertThatThrownBy(() -> pipedrive.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
