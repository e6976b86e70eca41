package io.leadloop.planning;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.PlanInput;
import java.time.Instant;
import java.util.List;

/** A lead reached a stage, at a time that the CRM told: the occasion for conversions. */
public record StageReached(
        Lead lead, List<ClickId> clicks, Stage stage, String dealId, Instant occurredAt, DealValue dealValue) {

    /** What the conversion plan is asked. */
    PlanInput planInput() {
        return new PlanInput(
                stage.id(),
                lead.externalId().source(),
                lead.country() == null ? "" : lead.country(),
                dealValue.amount());
    }
}
