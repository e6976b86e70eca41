package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.Worth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/**
 * Looks again at what was refused for want of a fact when the CRM brings the fact later: consent, a click, the deal's
 * amount. The conversion keeps its id, its key and the time of its stage.
 */
@Component
class SecondChance {

    private final Conversions conversions;
    private final StageHistory history;
    private final ConversionPlanner planner;
    private final UploadStarter uploads;

    /** A lead that was known, with what it looks like after the event. */
    record Told(Lead after, List<ClickId> clicks, LeadEvent event) {

        boolean bringsFacts() {
            return event.consent() != null
                    || !event.clickIds().isEmpty()
                    || event.worth().isTold();
        }
    }

    SecondChance(Conversions conversions, StageHistory history, ConversionPlanner planner, UploadStarter uploads) {
        this.conversions = conversions;
        this.history = history;
        this.planner = planner;
        this.uploads = uploads;
    }

    void give(Map<LeadId, Told> told, Map<String, Stage> pipeline) {
        Collection<LeadId> leads = told.keySet().stream()
                .filter(it -> Objects.requireNonNull(told.get(it)).bringsFacts())
                .toList();
        List<Conversion> mendable = conversions.mendable(leads);
        Map<LeadId, List<StageChange>> histories = mendable.isEmpty()
                ? Map.of()
                : history.of(mendable.stream().map(Conversion::lead).distinct().toList());
        for (Conversion refused : mendable) {
            Stage stage = pipeline.get(refused.stage());
            if (stage != null) {
                Told of = Objects.requireNonNull(told.get(refused.lead()));
                Worth worth = worth(refused, of.event(), histories.getOrDefault(refused.lead(), List.of()));
                again(refused, stage, of.after(), of.clicks(), worth);
            }
        }
    }

    /** Plans a refused conversion anew with what is known now; false when the reason still stands. */
    boolean again(Conversion refused, Stage stage, Lead lead, List<ClickId> clicks, Worth worth) {
        Reached reached = new Reached(lead, clicks, stage, refused.dealId(), refused.occurredAt(), worth);
        List<Conversion> planned = planner.plan(reached).stream()
                .filter(it -> it.dedupeKey().equals(refused.dedupeKey()) && it.state() == ConversionState.PLANNED)
                .map(it -> it.under(refused.id()))
                .filter(conversions::planAfterAll)
                .toList();
        planned.forEach(uploads::startOne);
        return !planned.isEmpty();
    }

    /** What the event tells of this deal, else what the CRM told when the stage was reached. */
    private static Worth worth(Conversion refused, LeadEvent event, List<StageChange> history) {
        boolean sameDeal = event.dealId().equals(refused.dealId());
        return sameDeal && event.worth().isTold() ? event.worth() : worth(refused, history);
    }

    /** What the CRM told when the conversion's stage was reached. */
    static Worth worth(Conversion conversion, List<StageChange> history) {
        return history.stream()
                .filter(it -> it.stage().equals(conversion.stage())
                        && (conversion.dealId().isEmpty() || it.dealId().equals(conversion.dealId())))
                .map(StageChange::worth)
                .filter(Worth::isTold)
                .findFirst()
                .orElse(Worth.UNTOLD);
    }
}
