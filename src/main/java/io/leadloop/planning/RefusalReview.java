package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionType;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.Deals;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.KnownDeal;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageHistory;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Stages;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Looks again at what was refused for want of a fact when the CRM brings the fact later: consent, a click, the deal's amount.
 * The conversion keeps its id, its key and the time of its stage.
 */
@Component
class RefusalReview {

    private final StageHistory history;
    private final Leads leads;
    private final LeadRecords records;
    private final ClickIds clickIds;
    private final Deals deals;
    private final Stages stages;
    private final ConversionPlanner planner;

    RefusalReview(
            StageHistory history,
            Leads leads,
            LeadRecords records,
            ClickIds clickIds,
            Deals deals,
            Stages stages,
            ConversionPlanner planner) {
        this.history = history;
        this.leads = leads;
        this.records = records;
        this.clickIds = clickIds;
        this.deals = deals;
        this.stages = stages;
        this.planner = planner;
    }

    /** Looks at the refusals of the leads to which these changes bring facts. */
    void look(Collection<LeadChange> changes, Map<String, Stage> pipeline, KnownRows rows, PlanningResult result) {
        List<LeadChange> telling = changes.stream()
                .filter(it -> it.isKnown() && it.bringsFacts())
                .filter(it ->
                        it.hasNewClick() || rows.of(it.after().id()).stream().anyMatch(Conversion::isReviewable))
                .toList();
        Set<LeadId> ids = new HashSet<>();
        telling.forEach(it -> ids.add(it.after().id()));
        Map<LeadId, List<StageChange>> histories = history.of(ids);
        Map<LeadId, Map<String, KnownDeal>> known = deals.of(ids);
        for (LeadChange change : telling) {
            LeadId lead = change.after().id();
            List<StageChange> past = histories.getOrDefault(lead, List.of());
            Map<String, KnownDeal> dealsOf = known.getOrDefault(lead, Map.of());
            if (change.hasNewClick()) {
                planForNewPlatforms(change, pipeline, past, dealsOf, rows, result);
            }
            for (Conversion refused : rows.of(lead)) {
                Stage stage = pipeline.get(refused.stage());
                if (refused.isReviewable()
                        && stage != null
                        && stillStands(stage, refused.dealId(), change.after(), dealsOf)) {
                    DealValue dealValue = dealValue(refused, dealsOf, past);
                    again(
                            refused,
                            new StageReached(
                                    change.after(),
                                    change.clicks(),
                                    stage,
                                    refused.dealId(),
                                    refused.occurredAt(),
                                    dealValue),
                            rows,
                            result);
                }
            }
        }
    }

    /** The stages of before, for platforms that turn out only now to have brought the lead; known rows stay as they are. */
    private void planForNewPlatforms(
            LeadChange told,
            Map<String, Stage> pipeline,
            List<StageChange> history,
            Map<String, KnownDeal> known,
            KnownRows rows,
            PlanningResult result) {
        for (StageChange change : history) {
            Stage stage = pipeline.get(change.stage());
            if (stage != null && stillStands(stage, change.dealId(), told.after(), known)) {
                KnownDeal deal = known.get(change.dealId());
                DealValue dealValue = deal == null ? change.dealValue() : deal.dealValue();
                planner
                        .plan(new StageReached(
                                told.after(), told.clicks(), stage, change.dealId(), change.occurredAt(), dealValue))
                        .stream()
                        .map(it -> rows.unlessToldElsewhere(it, told.dealRecord(it.dealId()), told.dealFrom()))
                        .forEach(result::bear);
            }
        }
    }

    /** A deal that was lost or reopened since, or went to another lead, is no win any more. */
    private static boolean stillStands(Stage stage, String dealId, Lead now, Map<String, KnownDeal> known) {
        if (stage.kind() != StageKind.REVENUE) {
            return true;
        }
        KnownDeal deal = known.get(dealId);
        return dealId.isEmpty()
                ? now.stage().equals(stage.id())
                : deal != null && deal.stage().equals(stage.id());
    }

    /** Whether the lead, or the deal that the step is about, stands now where the step is untrue; also if its stage is gone. */
    boolean isTakenBack(Conversion step) {
        Map<String, Stage> pipeline = stages.all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        Stage told = pipeline.get(step.stage());
        KnownDeal deal = deals.of(List.of(step.lead()))
                .getOrDefault(step.lead(), Map.of())
                .get(step.dealId());
        Optional<String> at = step.dealId().isEmpty()
                ? leads.find(step.lead()).map(Lead::stage)
                : Optional.ofNullable(deal).map(KnownDeal::stage);
        return told == null
                || at.map(pipeline::get).map(it -> it.takesBack(told)).orElse(true);
    }

    /** Looks at one refused conversion by what is known now. */
    void lookAgain(Conversion refused, KnownRows rows, PlanningResult result) {
        Lead lead = leads.find(refused.lead()).orElse(null);
        Stage stage = stages.all().stream()
                .filter(it -> it.id().equals(refused.stage()))
                .findFirst()
                .orElse(null);
        // What stayed with a lead that became part of another is told for that one.
        boolean isMerged = lead != null && records.mergedInto(lead.id()).isPresent();
        if (lead == null || isMerged || stage == null || refused.type() != ConversionType.CONVERSION) {
            return;
        }
        List<LeadId> one = List.of(lead.id());
        Map<String, KnownDeal> known = deals.of(one).getOrDefault(lead.id(), Map.of());
        if (stillStands(stage, refused.dealId(), lead, known)) {
            again(
                    refused,
                    new StageReached(
                            lead,
                            clickIds.of(one).getOrDefault(lead.id(), List.of()),
                            stage,
                            refused.dealId(),
                            refused.occurredAt(),
                            dealValue(refused, known, history.of(one).getOrDefault(lead.id(), List.of()))),
                    rows,
                    result);
        }
    }

    /** Plans a refused conversion anew with what is known now; nothing happens while the reason still stands. */
    private void again(Conversion refused, StageReached reached, KnownRows rows, PlanningResult result) {
        String source = reached.lead().externalId().source();
        planner.plan(reached).stream()
                .map(it -> rows.unlessToldElsewhere(
                        it, it.dealId().isEmpty() ? null : ExternalId.deal(source, it.dealId()), null))
                .filter(it -> it.destination().equals(refused.destination()) && it.state() == ConversionState.PLANNED)
                .findFirst()
                .ifPresent(it -> result.reconsider(anew(refused, it)));
    }

    /** What may be at the platform already goes out as it was: under another action or value it would be another event. */
    private static Conversion anew(Conversion refused, Conversion planned) {
        return refused.attempts() == 0
                ? planned.change().id(refused.id()).done()
                : refused.change()
                        .state(ConversionState.PLANNED)
                        .reason(null)
                        .detail(null)
                        .done();
    }

    /** What the CRM told last of the conversion's deal, else what it told when the stage was reached. */
    private static DealValue dealValue(Conversion conversion, Map<String, KnownDeal> known, List<StageChange> history) {
        return history.stream()
                .filter(it -> it.stage().equals(conversion.stage())
                        && (conversion.dealId().isEmpty() || it.dealId().equals(conversion.dealId())))
                .map(it -> {
                    KnownDeal deal = known.get(it.dealId());
                    return deal == null ? it.dealValue() : deal.dealValue();
                })
                .filter(DealValue::isTold)
                .findFirst()
                .orElse(DealValue.UNTOLD);
    }
}
