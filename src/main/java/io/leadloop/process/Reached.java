package io.leadloop.process;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A lead reached a stage, at a time that the CRM told: the occasion for conversions. */
record Reached(
        Lead lead,
        List<ClickId> clicks,
        Stage stage,
        String dealId,
        Instant occurredAt,
        @Nullable Money deal) {}
