package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a lead is after an event: what the event says wins, what it leaves out stays. */
class LeadTests {

    private static final Instant NOON = Instant.parse("2026-10-03T12:00:00Z");
    private static final Stage MQL =
            new Stage("MQL", "MQL", StageKind.QUALIFIED, 10, Duration.ZERO, AdjustmentPolicy.LEAVE);
    private static final HashedContact MAIL = ContactHasher.hash("anna.b+x@example.com", null, null);
    private static final HashedContact PHONE = ContactHasher.hash(null, "+14155552671", null);
    private static final Consent GRANTED = Consent.of(Consent.State.GRANTED);

    private static LeadEvent event(
            @Nullable Instant captured, HashedContact contact, @Nullable Consent consent, @Nullable String country) {
        return new LeadEvent(
                ExternalId.lead("crm", "1"),
                List.of(),
                "MQL",
                LeadEvent.Outcome.UNSAID,
                NOON,
                captured,
                List.of(),
                contact,
                consent,
                Consent.UNKNOWN,
                country,
                null);
    }

    private static final LeadEvent FIRST = event(NOON, MAIL, GRANTED, "DE");
    private static final LeadStanding.Line AT_MQL = new LeadStanding.Line("d", MQL, NOON);

    private static Lead lead() {
        return Lead.beginning(LeadId.next(), FIRST, AT_MQL);
    }

    @Test
    void begins_with_all_that_its_first_event_says() {
        assertThat(lead())
                .returns(ExternalId.lead("crm", "1"), Lead::externalId)
                .returns("MQL", Lead::stage)
                .returns(NOON, Lead::stageAt)
                .returns("d", Lead::dealId)
                .returns(null, Lead::processInstanceId)
                .returns(NOON, Lead::capturedAt)
                .returns("DE", Lead::country)
                .returns(GRANTED.at(NOON), Lead::consent)
                .returns(MAIL, Lead::contact);
    }

    @Test
    void keeps_what_an_event_leaves_out() {
        Lead lead = lead();
        assertThat(lead.after(event(null, HashedContact.NONE, null, null))).isEqualTo(lead);
    }

    @Test
    void takes_what_an_event_says_but_for_its_own_first_time() {
        Lead after = lead().after(event(NOON.minusSeconds(9), PHONE, Consent.of(Consent.State.DENIED), "FR"));
        assertThat(after.capturedAt()).isEqualTo(NOON);
        assertThat(after.country()).isEqualTo("FR");
        assertThat(after.consent().denies()).isTrue();
        assertThat(after.contact())
                .isEqualTo(new HashedContact(
                        MAIL.email(),
                        MAIL.emailGmailStripped(),
                        MAIL.emailAllStripped(),
                        MAIL.emailLetters(),
                        PHONE.phoneE164(),
                        PHONE.phoneDigits(),
                        null,
                        null));
        HashedContact other = ContactHasher.hash("ben.c+y@example.com", null, null);
        assertThat(after.after(event(null, other, null, null)).contact())
                .isEqualTo(new HashedContact(
                        other.email(),
                        other.emailGmailStripped(),
                        other.emailAllStripped(),
                        other.emailLetters(),
                        PHONE.phoneE164(),
                        PHONE.phoneDigits(),
                        null,
                        null));
    }

    /** A number that cannot be read is named beside the one that is known; a good one later ends that. */
    @Test
    void names_what_cannot_be_read_and_loses_nothing_by_it() {
        Lead lead = lead().after(event(null, PHONE, null, null));
        Lead told = lead.after(event(null, ContactHasher.hash("at home", "650 555 1212", null), null, null));
        assertThat(told.contact().emailFault()).isEqualTo(HashedContact.Fault.UNREADABLE);
        assertThat(told.contact().phoneFault()).isEqualTo(HashedContact.Fault.NO_COUNTRY);
        assertThat(told.contact().email()).isEqualTo(MAIL.email());
        assertThat(told.contact().phoneE164()).isEqualTo(PHONE.phoneE164());
        assertThat(told.after(FIRST).contact().phoneFault()).isEqualTo(HashedContact.Fault.NO_COUNTRY);
        assertThat(told.after(event(null, PHONE, null, null)).contact().phoneFault())
                .isNull();
    }

    @Test
    void learns_its_first_time_late() {
        Lead unknown = Lead.beginning(LeadId.next(), event(null, MAIL, null, null), AT_MQL);
        assertThat(unknown.after(FIRST).capturedAt()).isEqualTo(NOON);
    }

    @Test
    void hears_of_consent_alone() {
        Lead lead = lead();
        Lead denied = lead.consenting(event(null, PHONE, Consent.of(Consent.State.DENIED), "FR"));
        assertThat(denied.consent().denies()).isTrue();
        assertThat(denied.contact()).isEqualTo(MAIL);
        assertThat(denied.country()).isEqualTo("DE");
        assertThat(denied.id()).isEqualTo(lead.id());
    }

    @Test
    void is_carried_by_a_process_and_stands_where_it_is_put() {
        Lead lead = lead();
        assertThat(lead.carriedBy("pi").processInstanceId()).isEqualTo("pi");
        assertThat(lead.carriedBy("pi").carriedBy(null)).isEqualTo(lead);
        Lead moved = lead.carriedBy("pi").at(new LeadStanding.Line("", MQL, NOON.plusSeconds(5)));
        assertThat(moved.dealId()).isEmpty();
        assertThat(moved.stageAt()).isEqualTo(NOON.plusSeconds(5));
        assertThat(moved.processInstanceId()).isEqualTo("pi");
    }

    @Test
    void has_an_id_that_is_read_as_it_is_written() {
        LeadId id = LeadId.next();
        assertThat(LeadId.of(id.toString())).isEqualTo(id);
        assertThat(ExternalId.deal("crm", "7")).hasToString("crm:DEAL:7");
    }

    @Test
    void has_no_contact_where_neither_mail_nor_phone_is_known() {
        assertThat(HashedContact.NONE.isEmpty()).isTrue();
        assertThat(MAIL.isEmpty()).isFalse();
        assertThat(PHONE.isEmpty()).isFalse();
    }

    @Test
    void has_news_only_where_an_event_told_of_a_stage() {
        assertThat(EventResult.Result.values())
                .filteredOn(it -> new EventResult(it, null, List.of()).isNews())
                .containsExactly(EventResult.Result.STARTED, EventResult.Result.MOVED, EventResult.Result.PASSED);
    }
}
