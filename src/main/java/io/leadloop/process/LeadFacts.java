package io.leadloop.process;

import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageMove;
import org.jspecify.annotations.Nullable;

/** What is known of a lead after an event: what the event says wins, what it leaves out stays. */
final class LeadFacts {

    private LeadFacts() {}

    static Lead after(LeadId id, @Nullable Lead before, LeadEvent event, Stage stage, StageMove move) {
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
                    event.consent() == null ? event.assumedConsent() : event.consent(),
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
                consent(before, event),
                merged(before.contact(), event.contact()));
    }

    static Lead running(Lead lead, @Nullable String processInstanceId) {
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

    static Lead closed(Lead lead) {
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

    /** What an event says of consent counts; but news from before the lead's stage does not undo a denial. */
    private static Consent consent(Lead before, LeadEvent event) {
        Consent known = before.consent();
        if (event.consent() == null) {
            return known.equals(Consent.UNKNOWN) ? event.assumedConsent() : known;
        }
        boolean undoesDenial =
                known.adUserData() == Consent.State.DENIED && event.consent().adUserData() != Consent.State.DENIED;
        return undoesDenial && event.occurredAt().isBefore(before.stageAt()) ? known : event.consent();
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
