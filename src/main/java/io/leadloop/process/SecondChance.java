package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Looks again at what was refused for want of a fact when the CRM brings the fact later: consent, a click, the deal's
 * amount. The conversion keeps its id, its key and the time of its stage.
 */
@Component
class SecondChance {

    private final Conversions conversions;
    private final ConversionPlanner planner;
    private final UploadStarter uploads;

    /** A lead that was known, with what it looks like after the event. */
    record Told(Lead after, List<ClickId> clicks, LeadEvent event) {

        boolean bringsFacts() {
            return event.consent() != null || !event.clickIds().isEmpty() || event.dealValue() != null;
        }
    }

    SecondChance(Conversions conversions, ConversionPlanner planner, UploadStarter uploads) {
        this.conversions = conversions;
        this.planner = planner;
        this.uploads = uploads;
    }

    void give(Map<LeadId, Told> told, Map<String, Stage> pipeline) {
        Collection<LeadId> leads = told.keySet().stream()
                .filter(it -> Objects.requireNonNull(told.get(it)).bringsFacts())
                .toList();
        for (Conversion refused : conversions.mendable(leads)) {
            Stage stage = pipeline.get(refused.stage());
            if (stage != null) {
                again(refused, stage, Objects.requireNonNull(told.get(refused.lead())));
            }
        }
    }

    private void again(Conversion refused, Stage stage, Told told) {
        Reached reached = new Reached(
                told.after(),
                told.clicks(),
                stage,
                refused.dealId(),
                refused.occurredAt(),
                value(refused, told.event()));
        planner.plan(reached).stream()
                .filter(it -> it.dedupeKey().equals(refused.dedupeKey()) && it.state() == ConversionState.PLANNED)
                .map(it -> it.under(refused.id()))
                .filter(conversions::planAfterAll)
                .forEach(uploads::startOne);
    }

    private static @Nullable Money value(Conversion refused, LeadEvent event) {
        return event.dealId().equals(refused.dealId()) && event.dealValue() != null
                ? event.dealValue()
                : refused.value();
    }
}
