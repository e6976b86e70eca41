package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/** What is known of a lead after an event: what the event says wins, what it leaves out stays. */
public final class LeadFacts {

    private LeadFacts() {}

    public static Lead after(LeadId id, @Nullable Lead before, LeadEvent event, Stage stage, StageMove move) {
        boolean moved = move == StageMove.STARTS || move == StageMove.MOVES;
        if (before == null) {
            return new Lead(
                    id,
                    event.subject(),
                    stage.id(),
                    event.occurredAt(),
                    event.dealId(),
                    null,
                    event.capturedAt(),
                    event.country(),
                    consent(Consent.UNKNOWN, event),
                    event.contact());
        }
        return new Lead(
                id,
                before.externalId(),
                moved ? stage.id() : before.stage(),
                moved ? event.occurredAt() : before.stageAt(),
                moved ? event.dealId() : before.dealId(),
                before.processInstanceId(),
                before.capturedAt() != null ? before.capturedAt() : event.capturedAt(),
                event.country() != null ? event.country() : before.country(),
                consent(before.consent(), event),
                merged(before.contact(), event.contact()));
    }

    public static Lead running(Lead lead, @Nullable String processInstanceId) {
        return new Lead(
                lead.id(),
                lead.externalId(),
                lead.stage(),
                lead.stageAt(),
                lead.dealId(),
                processInstanceId == null ? lead.processInstanceId() : processInstanceId,
                lead.capturedAt(),
                lead.country(),
                lead.consent(),
                lead.contact());
    }

    public static Lead closed(Lead lead) {
        return new Lead(
                lead.id(),
                lead.externalId(),
                lead.stage(),
                lead.stageAt(),
                lead.dealId(),
                null,
                lead.capturedAt(),
                lead.country(),
                lead.consent(),
                lead.contact());
    }

    /** The lead with what the event says of consent, and nothing else of it. */
    static Lead consenting(Lead lead, LeadEvent event) {
        return new Lead(
                lead.id(),
                lead.externalId(),
                lead.stage(),
                lead.stageAt(),
                lead.dealId(),
                lead.processInstanceId(),
                lead.capturedAt(),
                lead.country(),
                consent(lead.consent(), event),
                lead.contact());
    }

    /** A source's silence counts only while nothing is known. */
    private static Consent consent(Consent before, LeadEvent event) {
        Consent known = before.isUnknown() ? event.assumedConsent() : before;
        return event.consent() == null ? known : known.after(event.consent(), event.occurredAt());
    }

    private static HashedContact merged(HashedContact before, HashedContact said) {
        boolean mail = said.email() != null;
        boolean phone = said.phoneE164() != null;
        return new HashedContact(
                mail ? said.email() : before.email(),
                mail ? said.emailGmailStripped() : before.emailGmailStripped(),
                mail ? said.emailAllStripped() : before.emailAllStripped(),
                phone ? said.phoneE164() : before.phoneE164(),
                phone ? said.phoneDigits() : before.phoneDigits());
    }
}
