package io.leadloop.crm.hubspot;

import static io.leadloop.crm.hubspot.AHubSpotSource.change;
import static io.leadloop.crm.hubspot.AHubSpotSource.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A delivery of HubSpot: split, named, and what of it concerns us. */
class HubSpotWebhookTests {

    private final FakeHubSpot hubSpot = new FakeHubSpot();
    private final AHubSpotSource crm = new AHubSpotSource(hubSpot, Map.of());

    @AfterEach
    void close() {
        hubSpot.close();
    }

    @Test
    void sequence_14_a_batch_of_100_that_mixes_accounts_and_kinds_with_one_malformed_element_loses_only_that_one()
            throws Exception {
        hubSpot.records().set("contacts", "100", "2026-10-01T08:00:00Z", "lifecyclestage", "lead");
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 33; i++) {
            events.add(change("contact.propertyChange", "100", "lifecyclestage", "lead", 1790000000000L + i));
            events.add(change("company.propertyChange", "1" + i, "name", "Acme", 1790000000000L + i));
            events.add(change("contact.propertyChange", "1" + i, "lifecyclestage", "lead", 1790000000000L + i)
                    .replace("\"portalId\":33", "\"portalId\":34"));
        }
        events.add(50, "{\"subscriptionType\":\"contact.propertyChange\",\"objectId\":\"no id\"}");
        List<Delivery> deliveries = crm.receive("[" + String.join(",", events) + "]");

        assertThat(deliveries).extracting(Delivery::key).hasSize(100).doesNotHaveDuplicates();
        int applied = 0;
        int irrelevant = 0;
        int parked = 0;
        for (Delivery delivery : deliveries) {
            try {
                if (crm.means(delivery) instanceof SourceChange.Event) {
                    applied++;
                } else {
                    irrelevant++;
                }
            } catch (Untranslatable e) {
                parked++;
                assertThat(e.words()).contains("portalId");
            }
        }
        assertThat(List.of(applied, irrelevant, parked)).containsExactly(33, 66, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "null", "\"text\"", "[", "[] []", ""})
    void a_body_that_is_no_array_is_refused(String body) {
        assertThat(catchThrowableOfType(WebhookRefused.class, () -> crm.receive(body))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void the_key_is_what_changed_and_when_not_hubspots_event_id() throws Exception {
        String one = change("contact.propertyChange", "100", "lifecyclestage", "lead", 1790000001000L);
        String again =
                one.replace("\"eventId\":1", "\"eventId\":2").replace("\"attemptNumber\":0", "\"attemptNumber\":3");
        assertThat(crm.receive("[" + one + "]").get(0).key())
                .startsWith("33:25:100:lifecyclestage:1790000001000:")
                .doesNotContain(":lead")
                .isEqualTo(crm.receive("[" + again + "]").get(0).key())
                .isNotEqualTo(crm.receive("[" + one.replace("\"lead\"", "\"other\"") + "]")
                        .get(0)
                        .key());
    }

    @Test
    void a_batch_is_put_in_the_order_of_hubspots_clock_creations_first() throws Exception {
        String later = change("contact.propertyChange", "3", "email", "x", 1790000002000L);
        String same = change("contact.propertyChange", "2", "email", "x", 1790000001000L);
        String creation = event("contact.creation", "1", "");
        assertThat(crm.receive("[" + later + "," + same + "," + creation + "]"))
                .extracting(Delivery::orderingKey)
                .containsExactly("1", "2", "3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"subscriptionType\":\"contact.propertyChange\"}|portalId",
                "{\"portalId\":33,\"objectId\":1}|subscriptionType",
                "{\"portalId\":33,\"objectId\":1,\"subscriptionType\":\"object.creation\"}|objectTypeId",
                "{\"portalId\":33,\"objectId\":-1,\"subscriptionType\":\"contact.creation\"}|objectId",
                "{\"portalId\":33,\"objectId\":1,\"subscriptionType\":\"contact.propertyChange\",\"occurredAt\":\"now\"}|occurredAt",
                "{\"portalId\":33,\"objectId\":1,\"subscriptionType\":\"deal.propertyChange\",\"propertyName\":\"a b\",\"occurredAt\":1}|propertyName",
                "[]|no JSON object",
                "null|no JSON object"
            })
    void a_malformed_element_is_parked_with_words(String element, String words) throws Exception {
        Delivery delivery = crm.receive("[" + element + "]").get(0);
        assertThat(crm.source.needsLookup(delivery.payload())).isFalse();
        assertThat(catchThrowableOfType(Untranslatable.class, () -> crm.means(delivery))
                        .words())
                .contains(words);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "company.creation||do not concern leads",
                "ticket.propertyChange|,\"propertyName\":\"subject\"|do not concern leads",
                "object.creation|,\"objectTypeId\":\"0-2\"|do not concern leads",
                "contact.propertyChange|,\"propertyName\":\"hobby\",\"propertyValue\":\"chess\"|hobby is not used",
                "contact.restore||change nothing",
                "contact.deletion||deleted in HubSpot",
                "object.deletion|,\"objectTypeId\":\"0-3\"|deal was deleted",
                "deal.merge|,\"primaryObjectId\":1,\"mergedObjectIds\":[2]|deal that stays",
                "contact.associationChange|,\"associationType\":\"CONTACT_TO_COMPANY\"|change nothing",
                "object.associationChange|,\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-2\",\"fromObjectId\":1,\"toObjectId\":2|do not concern leads",
                "object.associationChange|,\"associationCategory\":\"HUBSPOT_DEFINED\",\"associationTypeId\":5,\"fromObjectId\":1,\"toObjectId\":2|do not concern leads",
                "deal.associationChange|,\"associationType\":\"DEAL_TO_CONTACT\",\"associationRemoved\":true|change nothing",
                "object.associationChange|,\"objectTypeId\":\"2-1234567\"|do not concern leads",
                "p33_machine.propertyChange|,\"propertyName\":\"hours\"|do not concern leads",
                "conversation.newMessage|,\"messageId\":\"a1b2\"|do not concern leads",
                "line_item.associationChange|,\"associationType\":\"LINE_ITEM_TO_DEAL\"|do not concern leads"
            })
    void well_signed_events_that_do_not_concern_us_are_done_without_asking_hubspot(
            String type, String more, String words) throws Exception {
        assertThat(crm.irrelevance(event(type, "1", more == null ? "" : more))).contains(words);
        assertThat(hubSpot.calls()).isEmpty();
    }

    /** Case D12: it names no objectId and no objectTypeId, and what it is about has ids of its own kinds. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-2\",\"fromObjectId\":1,\"toObjectId\":2",
                "\"fromObjectTypeId\":\"0-2\",\"toObjectTypeId\":\"0-3\",\"fromObjectId\":2,\"toObjectId\":1",
                "\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-2\",\"fromObjectId\":1,\"toObjectId\":2",
                "\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-2\"",
                "\"associationTypeId\":5,\"associationCategory\":\"HUBSPOT_DEFINED\"",
                "\"associationTypeId\":3,\"associationCategory\":\"USER_DEFINED\",\"fromObjectId\":\"abc\""
            })
    void an_association_that_is_not_between_a_deal_and_a_contact_is_done_whatever_it_names(String members)
            throws Exception {
        assertThat(crm.irrelevance("{\"eventId\":1,\"subscriptionId\":25,\"portalId\":33,\"occurredAt\":1790000001000,"
                        + "\"subscriptionType\":\"object.associationChange\",\"attemptNumber\":0,"
                        + "\"associationRemoved\":false," + members + "}"))
                .contains("do not concern leads");
        assertThat(hubSpot.calls()).isEmpty();
    }

    /** New-platform apps may share one subscription's id, and HubSpot's clock has milliseconds. */
    @Test
    void events_of_one_millisecond_do_not_swallow_each_other() throws Exception {
        String deal = ",\"fromObjectTypeId\":\"0-3\",\"toObjectTypeId\":\"0-1\",\"fromObjectId\":5,\"toObjectId\":";
        String contact = ",\"fromObjectTypeId\":\"0-1\",\"toObjectTypeId\":\"0-3\",\"toObjectId\":5,\"fromObjectId\":";
        List<String> different = List.of(
                event("object.creation", "5", ",\"objectTypeId\":\"0-1\""),
                event("object.creation", "5", ",\"objectTypeId\":\"0-3\""),
                event("object.associationChange", "5", deal + "6"),
                event("object.associationChange", "5", deal + "7"),
                event("contact.merge", "5", ",\"primaryObjectId\":5,\"mergedObjectIds\":[6]"),
                event("contact.merge", "5", ",\"primaryObjectId\":5,\"mergedObjectIds\":[7]"),
                event("contact.deletion", "5", ""),
                event("contact.privacyDeletion", "5", ""));
        assertThat(crm.receive("[" + String.join(",", different) + "]"))
                .extracting(Delivery::key)
                .hasSize(10)
                .doesNotHaveDuplicates();
        assertThat(crm
                        .receive("[" + event("object.associationChange", "5", deal + "6") + ","
                                + event("object.associationChange", "6", contact + "6") + "]")
                        .stream()
                        .map(Delivery::key)
                        .distinct())
                .as("one association, told from its two sides")
                .hasSize(1);
    }

    @Test
    void after_a_merge_the_stage_of_the_contact_that_stays_is_read_anew() throws Exception {
        hubSpot.records()
                .set("contacts", "5", "2026-10-01T08:00:00Z", "lifecyclestage", "lead")
                .set("contacts", "5", "2026-10-02T08:00:00Z", "lifecyclestage", "salesqualifiedlead");
        List<Delivery> deliveries =
                crm.receive("[" + event("contact.merge", "5", ",\"primaryObjectId\":5,\"mergedObjectIds\":[6]") + "]");
        assertThat(deliveries).extracting(Delivery::orderingKey).containsExactly("5", "5");
        assertThat(crm.means(deliveries.get(0))).isInstanceOf(SourceChange.Merge.class);
        assertThat(crm.means(deliveries.get(1))).isInstanceOfSatisfying(SourceChange.Event.class, it -> {
            assertThat(it.event().subject()).isEqualTo(ExternalId.lead("hubspot", "5"));
            assertThat(it.event().status()).isEqualTo("salesqualifiedlead");
            assertThat(it.event().occurredAt()).isEqualTo("2026-10-02T08:00:00Z");
        });
    }

    @Test
    void events_of_another_account_are_named() throws Exception {
        assertThat(crm.irrelevance(event("contact.creation", "1", "").replace("\"portalId\":33", "\"portalId\":34")))
                .contains("account 34");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"subscriptionType\":\"contact.privacyDeletion\"", "\"eventType\":\"contact.privacyDeletion\""})
    void a_privacy_deletion_forgets_the_person(String type) throws Exception {
        String event = event("contact.privacyDeletion", "100", "")
                .replace("\"subscriptionType\":\"contact.privacyDeletion\"", type);
        assertThat(crm.means(event)).isEqualTo(new SourceChange.Erasure(ExternalId.lead("hubspot", "100")));
    }

    @Test
    void a_merge_that_made_a_new_contact_ends_both_old_ones() throws Exception {
        String merge = event(
                "object.merge",
                "7",
                ",\"objectTypeId\":\"0-1\",\"primaryObjectId\":5,\"mergedObjectIds\":[6],\"newObjectId\":7");
        List<SourceChange> changes = new ArrayList<>();
        for (Delivery delivery : crm.receive("[" + merge + "]")) {
            if (crm.means(delivery) instanceof SourceChange.Merge it) {
                changes.add(it);
            }
        }
        ExternalId winner = ExternalId.lead("hubspot", "7");
        assertThat(changes)
                .containsExactlyInAnyOrder(
                        new SourceChange.Merge(ExternalId.lead("hubspot", "5"), winner),
                        new SourceChange.Merge(ExternalId.lead("hubspot", "6"), winner));
    }

    @Test
    void a_merge_into_the_primary_contact_ends_the_other() throws Exception {
        assertThat(crm.means(event("contact.merge", "5", ",\"primaryObjectId\":5,\"mergedObjectIds\":[6]")))
                .isEqualTo(new SourceChange.Merge(ExternalId.lead("hubspot", "6"), ExternalId.lead("hubspot", "5")));
    }

    @Test
    void a_merge_without_a_loser_is_parked() {
        assertThatThrownBy(() -> crm.means(event("contact.merge", "5", ""))).hasMessageContaining("names no contact");
    }

    @Test
    void missing_keys_are_named_all_at_once() {
        assertThatThrownBy(() -> new AHubSpotSource(
                        hubSpot,
                        Map.of(
                                "public-url", "hooks.example.test",
                                "secrets", "",
                                "portal-id", "",
                                "access-token", "",
                                "click-id-fields.klick", "x")))
                .hasMessageContainingAll("public-url", "secrets", "portal-id", "access-token", "click-id-fields.klick");
        assertThatThrownBy(() -> new AHubSpotSource(hubSpot, Map.of("consent-when-absent", "")))
                .hasMessageContaining("consent-when-absent");
    }
}
