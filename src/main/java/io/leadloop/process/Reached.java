package io.leadloop.process;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.lead.Worth;
import java.time.Instant;
import java.util.List;

/** A lead reached a stage, at a time that the CRM told: the occasion for conversions. */
record Reached(Lead lead, List<ClickId> clicks, Stage stage, String dealId, Instant occurredAt, Worth worth) {}
