package io.leadloop.lead;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lead as we know it now.
 *
 * @param stage id of the stage at which it stands
 * @param stageAt when it came there, by the CRM's clock (UTC)
 * @param dealId the deal that brought it there; empty for a change of the lead itself
 * @param processInstanceId its running lead-lifecycle; null once that has ended
 * @param capturedAt when the CRM first knew it (UTC); null where nobody told
 * @param country ISO 3166-1 alpha-2; null where nobody told
 */
public record Lead(
        LeadId id,
        ExternalId externalId,
        String stage,
        Instant stageAt,
        String dealId,
        @Nullable String processInstanceId,
        @Nullable Instant capturedAt,
        @Nullable String country,
        Consent consent,
        HashedContact contact) {

    /** The lead standing there. */
    public Lead at(LeadStanding.Line line) {
        return new Lead(
                id,
                externalId,
                line.stage().id(),
                line.at(),
                line.dealId(),
                processInstanceId,
                capturedAt,
                country,
                consent,
                contact);
    }

    /** The lead with that process; null once its life has ended. */
    public Lead carriedBy(@Nullable String instance) {
        return new Lead(id, externalId, stage, stageAt, dealId, instance, capturedAt, country, consent, contact);
    }

    /** The lead with what an event says of consent; a source's silence counts only while nothing is known. */
    public Lead consenting(LeadEvent event) {
        return new Lead(
                id,
                externalId,
                stage,
                stageAt,
                dealId,
                processInstanceId,
                capturedAt,
                country,
                consent.after(event),
                contact);
    }

    /** The lead with the facts of an event: what the event says wins, what it leaves out stays. */
    public Lead after(LeadEvent event) {
        return new Lead(
                id,
                externalId,
                stage,
                stageAt,
                dealId,
                processInstanceId,
                capturedAt != null ? capturedAt : event.capturedAt(),
                event.country() != null ? event.country() : country,
                consent.after(event),
                contact.with(event.contact()));
    }

    /** A lead that begins by an event. */
    public static Lead beginning(LeadId id, LeadEvent event, LeadStanding.Line line) {
        return new Lead(
                id,
                event.subject(),
                line.stage().id(),
                line.at(),
                line.dealId(),
                null,
                event.capturedAt(),
                event.country(),
                Consent.UNKNOWN.after(event),
                event.contact());
    }
}
