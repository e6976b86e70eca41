package io.leadloop.planning;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import java.time.Instant;
import java.util.List;

/** A lead reached a stage, at a time that the CRM told: the occasion for conversions. */
public record StageReached(
        Lead lead, List<ClickId> clicks, Stage stage, String dealId, Instant occurredAt, DealValue dealValue) {}
