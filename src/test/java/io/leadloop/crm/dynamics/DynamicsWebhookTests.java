package io.leadloop.crm.dynamics;

import static io.leadloop.crm.dynamics.ADynamics.changed;
import static io.leadloop.crm.dynamics.ADynamics.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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

/** A webhook of Dataverse: whose key it has, how it is named, and what of it concerns us. */
class DynamicsWebhookTests {

    private static final String WON = Resources.text("crm/dynamics/opportunity-won.json");

    private final ADynamics dynamics = new ADynamics();
    private final ConfiguredSource crm = dynamics.source(Map.of());

    @AfterEach
    void close() {
        dynamics.close();
    }

    @Test
    void the_key_may_come_in_the_address_or_in_the_header() throws Exception {
        assertThat(crm.receive(WON, ADynamics.KEY, Map.of())).hasSize(1);
        assertThat(crm.receive(WON, "the-older-key-of-it", Map.of())).hasSize(1);
        assertThat(crm.receive(WON, Map.of("x-leadloop-token", ADynamics.KEY))).hasSize(1);
        ConfiguredSource own = dynamics.source(Map.of("token-header", "X-Our-Key"));
        assertThat(own.receive(WON, Map.of("X-Our-Key", ADynamics.KEY))).hasSize(1);
    }

    @Test
    void another_key_or_none_is_refused() {
        for (String key : new String[] {"guess", "", null}) {
            assertThat(catchThrowableOfType(WebhookRefused.class, () -> crm.receive(WON, key, Map.of()))
                            .status())
                    .isEqualTo(401);
        }
        assertThat(catchThrowableOfType(
                                WebhookRefused.class, () -> crm.receive(WON, Map.of("X-LeadLoop-Token", "guess")))
                        .words())
                .contains("X-LeadLoop-Token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{", ""})
    void a_body_that_is_no_object_is_refused(String body) {
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> crm.receive(body, ADynamics.KEY, Map.of()))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_one_repetition_has_the_same_name() throws Exception {
        Delivery first = only(crm, WON);
        assertThat(first.orderingKey()).isEqualTo(ADynamics.DEAL);
        assertThat(only(crm, WON).key()).isEqualTo(first.key());
        assertThat(only(crm, changed("opportunity-won.json", it -> ADynamics.column(it, "actualvalue", 7)))
                        .key())
                .isNotEqualTo(first.key());
    }

    @Test
    void a_webhook_without_its_record_is_parked_with_words() throws Exception {
        Delivery delivery = only(
                crm,
                changed(
                        "opportunity-won.json",
                        it -> it.put("PrimaryEntityId", "00000000-0000-0000-0000-000000000000")
                                .remove("InputParameters")));
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(delivery))
                        .words())
                .contains("PrimaryEntityId");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account|Update|Only leads",
                "contact|Update|read with its opportunity",
                "opportunity|Win|Create, Update, Merge and Delete",
                "opportunity|Delete|page People",
                "lead|Delete|page People",
                "opportunity|Merge|Opportunities became one"
            })
    void what_does_not_concern_us_is_done_without_asking_dynamics(String table, String message, String words)
            throws Exception {
        String webhook = changed(
                "opportunity-won.json", it -> it.put("PrimaryEntityName", table).put("MessageName", message));
        assertThat(crm.irrelevance(only(crm, webhook))).contains(words);
        assertThat(dynamics.crm.calls()).isEmpty();
    }

    @Test
    void a_change_of_other_columns_is_done_without_asking_dynamics() throws Exception {
        String webhook = changed("opportunity-won.json", it -> {
            ADynamics.noColumns(it);
            ADynamics.column(it, "description", "of no use");
            ADynamics.column(it, "modifiedon", "/Date(1506384247000)/");
        });
        assertThat(crm.irrelevance(only(crm, webhook))).contains("Nothing of the record");
        assertThat(dynamics.crm.calls()).isEmpty();
    }

    @Test
    void a_webhook_of_another_organisation_is_named() throws Exception {
        String other = "99999999-6b5a-4c3d-8e2f-1a0b9c8d7e6f";
        assertThat(crm.irrelevance(only(crm, changed("opportunity-won.json", it -> it.put("OrganizationId", other)))))
                .contains(other);
    }

    @Test
    void a_merge_is_told_by_its_own_message_and_by_the_record_that_ended() throws Exception {
        ExternalId stays = ExternalId.lead("dynamics", ADynamics.LEAD);
        assertThat(crm.means(only(crm, Resources.text("crm/dynamics/lead-merged.json"))))
                .isEqualTo(new SourceChange.Merge(
                        ExternalId.lead("dynamics", "a1b2c3d4-0000-4000-8000-000000000002"), stays));
        dynamics.lead(it -> it.put("merged", true).put("_masterid_value", ADynamics.CONTACT));
        assertThat(crm.means(only(crm, Resources.text("crm/dynamics/lead-contacted.json"))))
                .isEqualTo(new SourceChange.Merge(stays, ExternalId.lead("dynamics", ADynamics.CONTACT)));
    }

    @Test
    void a_deleted_lead_is_forgotten_only_where_the_house_says_so() throws Exception {
        ConfiguredSource forgetful = dynamics.source(Map.of("deleted-is-erased", "true"));
        String deleted = changed("lead-contacted.json", it -> it.put("MessageName", "Delete"));
        assertThat(forgetful.means(only(forgetful, deleted)))
                .isEqualTo(new SourceChange.Erasure(ExternalId.lead("dynamics", ADynamics.LEAD)));
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> dynamics.source(Map.of(
                        "secrets", "short",
                        "organization-id", "acme",
                        "base-url", "",
                        "client-secret", "",
                        "token-uri", "",
                        "click-id-fields.klick", "x")))
                .hasMessageContainingAll(
                        "secrets",
                        "organization-id",
                        "base-url",
                        "client-secret",
                        "tenant-id",
                        "click-id-fields.klick");
        assertThatThrownBy(() -> dynamics.source(Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
