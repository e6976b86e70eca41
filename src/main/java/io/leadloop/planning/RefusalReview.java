package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.Deals;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Looks again at what was refused for want of a fact when the CRM brings the fact later: consent, a click, the deal's
 * amount. The conversion keeps its id, its key and the time of its stage.
 */
@Component
public class RefusalReview {

    private final Conversions conversions;
    private final ConversionChains chains;
    private final StageHistory history;
    private final Leads leads;
    private final ClickIds clickIds;
    private final Deals deals;
    private final Stages stages;
    private final ConversionPlanner planner;
    private final UploadProcesses uploads;

    RefusalReview(
            Conversions conversions,
            ConversionChains chains,
            StageHistory history,
            Leads leads,
            ClickIds clickIds,
            Deals deals,
            Stages stages,
            ConversionPlanner planner,
            UploadProcesses uploads) {
        this.conversions = conversions;
        this.chains = chains;
        this.history = history;
        this.leads = leads;
        this.clickIds = clickIds;
        this.deals = deals;
        this.stages = stages;
        this.planner = planner;
        this.uploads = uploads;
    }

    public void give(Map<LeadId, LeadChange> told, Map<String, Stage> pipeline) {
        Collection<LeadId> leads = told.keySet().stream()
                .filter(it -> Objects.requireNonNull(told.get(it)).bringsFacts())
                .toList();
        List<Conversion> mendable = conversions.mendable(leads);
        List<LeadId> withNewClick = leads.stream()
                .filter(it -> Objects.requireNonNull(told.get(it)).hasNewClick())
                .toList();
        Map<LeadId, List<StageChange>> histories =
                history.of(Stream.concat(mendable.stream().map(Conversion::lead), withNewClick.stream())
                        .distinct()
                        .toList());
        Map<LeadId, Map<String, KnownDeal>> known = deals.of(histories.keySet());
        withNewClick.forEach(it -> planForNewPlatforms(
                Objects.requireNonNull(told.get(it)),
                pipeline,
                histories.getOrDefault(it, List.of()),
                known.getOrDefault(it, Map.of())));
        for (Conversion refused : mendable) {
            LeadChange of = Objects.requireNonNull(told.get(refused.lead()));
            Stage stage = pipeline.get(refused.stage());
            Map<String, KnownDeal> ofLead = known.getOrDefault(refused.lead(), Map.of());
            if (stage != null && stillStands(stage, refused.dealId(), of.after(), ofLead)) {
                DealValue worth = worth(refused, ofLead, histories.getOrDefault(refused.lead(), List.of()));
                again(refused, stage, of.after(), of.clicks(), worth);
            }
        }
    }

    /** The stages of before, for platforms that turn out only now to have brought the lead; known rows stay as they are. */
    private void planForNewPlatforms(
            LeadChange told, Map<String, Stage> pipeline, List<StageChange> history, Map<String, KnownDeal> known) {
        for (StageChange change : history) {
            Stage stage = pipeline.get(change.stage());
            if (stage != null && stillStands(stage, change.dealId(), told.after(), known)) {
                KnownDeal deal = known.get(change.dealId());
                DealValue worth = deal == null ? change.worth() : deal.worth();
                uploads.start(planner.plan(new StageReached(
                        told.after(), told.clicks(), stage, change.dealId(), change.occurredAt(), worth)));
            }
        }
    }

    /** A deal that was lost or reopened since is no win any more. */
    private static boolean stillStands(Stage stage, String dealId, Lead now, Map<String, KnownDeal> known) {
        if (stage.kind() != StageKind.REVENUE) {
            return true;
        }
        KnownDeal deal = known.get(dealId);
        return deal == null ? now.stage().equals(stage.id()) : deal.stage().equals(stage.id());
    }

    /** Looks at one refused conversion by what is known now; false when a reason still stands. */
    public boolean lookAgain(Conversion refused) {
        Lead lead = leads.find(refused.lead()).orElse(null);
        Stage stage = stages.all().stream()
                .filter(it -> it.id().equals(refused.stage()))
                .findFirst()
                .orElse(null);
        if (lead == null || stage == null || refused.type() != ConversionType.CONVERSION) {
            return false;
        }
        List<LeadId> one = List.of(lead.id());
        Map<String, KnownDeal> known = deals.of(one).getOrDefault(lead.id(), Map.of());
        if (!stillStands(stage, refused.dealId(), lead, known)) {
            return false;
        }
        return again(
                refused,
                stage,
                lead,
                clickIds.of(one).getOrDefault(lead.id(), List.of()),
                worth(refused, known, history.of(one).getOrDefault(lead.id(), List.of())));
    }

    /** Plans a refused conversion anew with what is known now; false when the reason still stands. */
    boolean again(Conversion refused, Stage stage, Lead lead, List<ClickId> clicks, DealValue worth) {
        StageReached reached = new StageReached(lead, clicks, stage, refused.dealId(), refused.occurredAt(), worth);
        List<Conversion> planned = planner.plan(reached).stream()
                .filter(it -> it.dedupeKey().equals(refused.dedupeKey()) && it.state() == ConversionState.PLANNED)
                .map(it -> it.under(refused.id()))
                .filter(conversions::planAfterAll)
                .toList();
        planned.forEach(it -> chains.revalue(it.id(), it, it.updatedAt()));
        planned.forEach(uploads::startOne);
        return !planned.isEmpty();
    }

    /** What the CRM told last of the conversion's deal, else what it told when the stage was reached. */
    static DealValue worth(Conversion conversion, Map<String, KnownDeal> known, List<StageChange> history) {
        return history.stream()
                .filter(it -> it.stage().equals(conversion.stage())
                        && (conversion.dealId().isEmpty() || it.dealId().equals(conversion.dealId())))
                .map(it -> {
                    KnownDeal deal = known.get(it.dealId());
                    return deal == null ? it.worth() : deal.worth();
                })
                .filter(DealValue::isTold)
                .findFirst()
                .orElse(DealValue.UNTOLD);
    }
}
