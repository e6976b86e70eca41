package io.leadloop.process;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.lead.Worth;
import io.leadloop.pipeline.PlanInput;
import java.time.Instant;
import java.util.List;

/** A lead reached a stage, at a time that the CRM told: the occasion for conversions. */
record Reached(Lead lead, List<ClickId> clicks, Stage stage, String dealId, Instant occurredAt, Worth worth) {

    /** What the conversion plan is asked. */
    PlanInput planInput() {
        return new PlanInput(
                stage.id(), lead.externalId().source(), lead.country() == null ? "" : lead.country(), worth.amount());
    }
}
