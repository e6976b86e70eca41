package io.leadloop.ops.imports;

import io.leadloop.conversion.Conversions;
import io.leadloop.destination.Destinations;
import io.leadloop.imports.ImportForecast;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.Leads;
import io.leadloop.pipeline.StageMapping;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.ConversionPlanner;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** Plans the conversions of a file's rows by the live pipeline and writes nothing. */
@Component
class AccountForecast implements ImportForecast {

    private final Parts parts;

    /** What a count asks. */
    record Parts(
            StageMapping mapping,
            Stages stages,
            Leads leads,
            ClickIds clickIds,
            Conversions conversions,
            ConversionPlanner planner,
            Destinations destinations,
            Clock clock) {}

    AccountForecast(
            StageMapping mapping,
            Stages stages,
            Leads leads,
            ClickIds clickIds,
            Conversions conversions,
            ConversionPlanner planner,
            Destinations destinations,
            Clock clock) {
        parts = new Parts(mapping, stages, leads, clickIds, conversions, planner, destinations, clock);
    }

    @Override
    public Count begin() {
        return new AccountCount(parts);
    }
}
