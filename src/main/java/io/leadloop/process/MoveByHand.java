package io.leadloop.process;

import io.leadloop.lead.Consent;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.ConversionVerbs.NotPossible;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a lead by a person's word, where the CRM's own never came: the same road as an event of the CRM, with everything
 * that the stage reports. What the CRM says of a later time moves the lead on, whatever was done by hand.
 */
@Component
public class MoveByHand {

    private final LeadJourney journey;
    private final Leads leads;
    private final Stages stages;
    private final Clock clock;

    MoveByHand(LeadJourney journey, Leads leads, Stages stages, Clock clock) {
        this.journey = journey;
        this.leads = leads;
        this.stages = stages;
        this.clock = clock;
    }

    /**
     * Moves the lead; for a lead that stands deeper it is late news of a stage that it passed.
     *
     * @param occurredAt when the step really happened (UTC); platforms are told this time
     * @param amount what the deal is worth; null where nobody says
     * @param who stands in the lead's timeline in the place of the CRM's status
     * @return the lead as it was
     * @throws ConversionVerbs.NotPossible when it would change nothing or cannot be
     */
    @Transactional
    public Lead move(LeadId id, String stage, Instant occurredAt, @Nullable Money amount, String who) {
        Lead lead = leads.find(id).orElseThrow(() -> new NotPossible("There is no lead " + id + "."));
        if (stages.all().stream().noneMatch(it -> it.id().equals(stage))) {
            throw new NotPossible("The pipeline has no stage '" + stage + "'. It has "
                    + stages.all().stream().map(Stage::id).collect(Collectors.joining(", ")) + ".");
        }
        if (occurredAt.isAfter(clock.instant())) {
            throw new NotPossible("The step is said to have happened at " + occurredAt + ", which is still to come.");
        }
        EventResult applied = journey.applyAs(said(lead, occurredAt, amount, who), stage);
        return switch (applied.result()) {
            case STARTED, MOVED, PASSED -> lead;
            case DEFERRED -> throw new NotPossible("This lead is being worked on right now. Try again in a moment.");
            case SUSPENDED -> throw new NotPossible("The lead's process is suspended in Cockpit. Activate it first.");
            case BROKEN ->
                throw new NotPossible(
                        "The lead's process was changed in Cockpit and waits at no stage. Repair it there first.");
            default ->
                throw new NotPossible("That changes nothing: the lead stands at " + lead.stage() + " since "
                        + lead.stageAt()
                        + ". A move needs a later time, or a stage that the lead was never told to have"
                        + " passed.");
        };
    }

    private static LeadEvent said(Lead lead, Instant occurredAt, @Nullable Money amount, String who) {
        return new LeadEvent(
                lead.externalId(),
                List.of(),
                "by hand (" + who + ")",
                Outcome.UNSAID,
                occurredAt,
                null,
                List.of(),
                HashedContact.NONE,
                null,
                Consent.UNKNOWN,
                null,
                // Of a lead whose deal nobody named it is the lead's own: a deal that the CRM tells later is not a
                // second one.
                lead.dealId().isEmpty() && amount == null
                        ? null
                        : new Deal(lead.dealId(), amount == null ? DealValue.UNTOLD : new DealValue(amount, null)));
    }
}
