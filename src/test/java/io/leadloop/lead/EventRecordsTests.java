package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The rule who is who (docs/identity.md), case by case. */
class EventRecordsTests {

    private static final LeadId ANNA = LeadId.next();
    private static final LeadId BEN = LeadId.next();
    private static final ExternalId PERSON_61 = ExternalId.lead("crm", "61");
    private static final ExternalId PERSON_62 = ExternalId.lead("crm", "62");
    private static final ExternalId DEAL = ExternalId.deal("crm", "610");
    private static final ExternalId CONTACT = new ExternalId("crm", RecordType.CONTACT, "C1");

    @Nested
    class An_event_of_a_person_with_a_deal {

        @Test
        void is_about_the_person_and_not_about_whoever_had_the_deal() {
            EventRecords records = EventRecords.of(event(PERSON_62, DEAL));
            assertThat(records.lead(Map.of(DEAL, ANNA))).isEmpty();
            assertThat(records.lead(Map.of(DEAL, ANNA, PERSON_62, BEN))).contains(BEN);
            assertThat(records.dealFrom(BEN, Map.of(DEAL, ANNA))).isEqualTo(ANNA);
            assertThat(records.dealFrom(ANNA, Map.of(DEAL, ANNA))).isNull();
        }

        @Test
        void teaches_the_person_and_takes_the_deal_along() {
            assertThat(EventRecords.of(event(PERSON_62, DEAL)).learnt(BEN, Map.of(DEAL, ANNA)))
                    .containsExactlyInAnyOrder(PERSON_62, DEAL);
        }
    }

    @Nested
    class An_event_of_a_converted_lead {

        @Test
        void names_one_person_under_two_records() {
            EventRecords records = EventRecords.of(event(PERSON_61, CONTACT, DEAL));
            assertThat(records.lead(Map.of(CONTACT, ANNA))).contains(ANNA);
            assertThat(records.learnt(ANNA, Map.of())).containsExactlyInAnyOrder(PERSON_61, CONTACT, DEAL);
        }

        @Test
        void leaves_a_contact_with_the_lead_that_has_it_already() {
            assertThat(EventRecords.of(event(PERSON_61, CONTACT)).learnt(ANNA, Map.of(CONTACT, BEN)))
                    .containsExactly(PERSON_61);
        }
    }

    /** Salesforce: a second lead is converted into an opportunity that is there already. */
    @Nested
    class An_event_of_a_person_that_only_links_a_deal {

        private final EventRecords records = EventRecords.of(linking(PERSON_62, DEAL));

        @Test
        void leaves_it_with_the_lead_that_has_it() {
            assertThat(records.dealFrom(BEN, Map.of(DEAL, ANNA))).isNull();
            assertThat(records.learnt(BEN, Map.of(DEAL, ANNA))).containsExactly(PERSON_62);
        }

        @Test
        void teaches_one_that_nobody_has() {
            assertThat(records.learnt(BEN, Map.of())).containsExactlyInAnyOrder(PERSON_62, DEAL);
        }
    }

    @Nested
    class An_event_of_a_deal_with_several_people {

        private final EventRecords records = EventRecords.of(event(DEAL, PERSON_61, PERSON_62));

        @Test
        void stays_with_the_lead_that_has_the_deal_while_the_crm_names_it() {
            assertThat(records.lead(Map.of(DEAL, BEN, PERSON_61, ANNA, PERSON_62, BEN)))
                    .contains(BEN);
        }

        @Test
        void goes_to_the_first_known_person_once_the_crm_names_its_lead_no_more() {
            assertThat(records.lead(Map.of(DEAL, LeadId.next(), PERSON_62, BEN)))
                    .contains(BEN);
        }

        @Test
        void stays_where_it_is_when_nobody_of_them_is_known() {
            assertThat(records.lead(Map.of(DEAL, ANNA))).contains(ANNA);
        }

        @Test
        void never_makes_them_one_person() {
            assertThat(records.learnt(ANNA, Map.of())).containsExactly(DEAL);
        }
    }

    @Nested
    class An_event_of_a_deal_of_somebody_else {

        @Test
        void brings_no_mail_of_that_person_to_the_lead() {
            LeadEvent about = EventRecords.of(event(DEAL, CONTACT)).about(ANNA, Map.of(DEAL, ANNA, CONTACT, BEN));
            assertThat(about.contact()).isEqualTo(HashedContact.NONE);
            assertThat(about.consent()).isNull();
            assertThat(about.clickIds()).isEmpty();
            assertThat(about.status()).isEqualTo("won");
        }

        @Test
        void brings_it_where_that_person_is_the_lead() {
            assertThat(EventRecords.of(event(DEAL, CONTACT))
                            .about(ANNA, Map.of(CONTACT, ANNA))
                            .contact()
                            .isEmpty())
                    .isFalse();
        }
    }

    @Test
    void all_records_of_an_event_are_named_once() {
        assertThat(EventRecords.of(event(PERSON_61, CONTACT, DEAL)).all())
                .containsExactlyInAnyOrder(PERSON_61, CONTACT, DEAL);
        assertThat(EventRecords.of(event(PERSON_61)).all()).containsExactly(PERSON_61);
    }

    /** Its click is the deal's own then, as a field of a Salesforce opportunity. */
    @Test
    void a_deal_without_mail_or_phone_keeps_its_own_click() {
        LeadEvent whole = event(DEAL, CONTACT);
        LeadEvent bare = new LeadEvent(
                whole.subject(),
                whole.aliases(),
                whole.status(),
                whole.outcome(),
                whole.occurredAt(),
                null,
                whole.clickIds(),
                HashedContact.NONE,
                null,
                Consent.UNKNOWN,
                null,
                whole.deal());
        assertThat(EventRecords.of(bare).about(ANNA, Map.of(CONTACT, BEN)).clickIds())
                .hasSize(1);
    }

    @Test
    void the_deal_of_the_event_comes_before_a_deal_among_the_other_records() {
        assertThat(EventRecords.of(event(PERSON_61, DEAL, ExternalId.deal("crm", "other")))
                        .deal())
                .isEqualTo(DEAL);
    }

    private static LeadEvent linking(ExternalId subject, ExternalId... aliases) {
        return event(null, subject, aliases);
    }

    private static LeadEvent event(ExternalId subject, ExternalId... aliases) {
        boolean namesDeal = subject.equals(DEAL) || List.of(aliases).contains(DEAL);
        return event(namesDeal ? new Deal(DEAL.id(), DealValue.UNTOLD) : null, subject, aliases);
    }

    private static LeadEvent event(@Nullable Deal deal, ExternalId subject, ExternalId... aliases) {
        return new LeadEvent(
                subject,
                List.of(aliases),
                "won",
                Outcome.WON,
                Instant.parse("2026-10-03T10:00:00Z"),
                null,
                List.of(ClickId.of(ClickIdKind.GCLID, "g", null)),
                ContactHasher.hash("anna@example.com", null, null),
                Consent.of(Consent.State.GRANTED),
                Consent.UNKNOWN,
                null,
                deal);
    }
}
