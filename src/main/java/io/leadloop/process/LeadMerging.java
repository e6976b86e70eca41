package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionMerge;
import io.leadloop.conversion.Conversions;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Deals;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.LeadStanding;
import io.leadloop.lead.LeadStanding.Line;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageHistory;
import io.leadloop.pipeline.Stages;
import io.leadloop.planning.ConversionPlanning;
import io.leadloop.planning.Planned;
import io.leadloop.process.LeadProcesses.Going;
import io.leadloop.process.LeadProcesses.Readiness;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.springframework.stereotype.Component;

/**
 * Two leads that the CRM made one. The winner gets the loser's records, clicks, deals and history and stands where these lead
 * it; what was told of the loser counts as told of the winner, so that no step is reported twice.
 */
@Component
class LeadMerging {

    private final Leads leads;
    private final LeadRecords records;
    private final StageHistory history;
    private final Deals deals;
    private final Stages stages;
    private final ConversionMerge conversions;
    private final Conversions rows;
    private final ConversionPlanning planning;
    private final LeadProcesses processes;
    private final UploadProcesses uploads;
    private final RuntimeService runtime;
    private final Clock clock;

    LeadMerging(
            Leads leads,
            LeadRecords records,
            StageHistory history,
            Deals deals,
            Stages stages,
            ConversionMerge conversions,
            Conversions rows,
            ConversionPlanning planning,
            LeadProcesses processes,
            UploadProcesses uploads,
            RuntimeService runtime,
            Clock clock) {
        this.leads = leads;
        this.records = records;
        this.history = history;
        this.deals = deals;
        this.stages = stages;
        this.conversions = conversions;
        this.rows = rows;
        this.planning = planning;
        this.processes = processes;
        this.uploads = uploads;
        this.runtime = runtime;
        this.clock = clock;
    }

    /** Merges, in the caller's transaction; false when neither record is known. Doing it again changes nothing. */
    boolean merge(ExternalId loser, ExternalId winner) {
        Map<ExternalId, LeadId> known = leads.resolve(List.of(loser, winner));
        LeadId lost = known.get(loser);
        LeadId stays = known.get(winner);
        if (lost == null && stays == null) {
            return false;
        }
        if (lost == null || stays == null) {
            // One life under two names: late news of either record finds it.
            Map<ExternalId, LeadId> other = lost == null ? Map.of(loser, stays) : Map.of(winner, lost);
            // Another transaction may have begun a lead of its own for it meanwhile; it has ended by then.
            return leads.claim(other).size() == 1 || merge(loser, winner);
        }
        if (lost.equals(stays)) {
            return true;
        }
        Map<LeadId, Lead> locked = leads.lock(List.of(lost, stays));
        if (!leads.resolve(List.of(loser, winner)).equals(known)) {
            return merge(loser, winner);
        }
        merge(lost, stays, locked);
        return true;
    }

    private void merge(LeadId lost, LeadId stays, Map<LeadId, Lead> locked) {
        Lead loser = Objects.requireNonNull(locked.get(lost));
        Lead winner = Objects.requireNonNull(locked.get(stays));
        uploads.end(conversions.merge(stays, lost, clock.instant()));
        records.merge(lost, stays, clock.instant());
        if (locked.values().stream().anyMatch(it -> it.consent().adUserData() == Consent.State.DENIED)) {
            uploads.end(planning.withdraw(List.of(stays)).end());
        }
        lookAgain(stays);
        end(loser);
        stand(winner, loser);
    }

    /** What was refused for want of a click or a consent that the loser had is planned now. */
    private void lookAgain(LeadId winner) {
        for (Conversion refused : rows.reviewable(List.of(winner))) {
            uploads.start(planning.reconsider(refused).startOf(winner));
        }
    }

    /** The winner stands where its own lines and those that it got lead it; that was reported already. */
    private void stand(Lead winner, Lead loser) {
        Map<String, Stage> pipeline = stages.all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        List<LeadId> one = List.of(winner.id());
        Lead now = leads.find(winner.id()).orElse(winner);
        Line best = LeadStanding.of(
                        now,
                        deals.of(one).getOrDefault(winner.id(), Map.of()).values(),
                        history.of(one).getOrDefault(winner.id(), List.of()),
                        pipeline)
                .best();
        if (best == null) {
            return;
        }
        boolean stays = best.stage().id().equals(now.stage());
        if (stays || loser.processInstanceId() == null && now.processInstanceId() == null) {
            return;
        }
        Lead moved = now.at(best);
        LeadProcesses.State process = Optional.ofNullable(
                        processes.states(List.of(moved)).get(moved.id()))
                .orElse(LeadProcesses.State.NONE);
        if (process.readiness() == Readiness.WAITS || process.readiness() == Readiness.NONE) {
            String begun = processes
                    .move(List.of(new Going(moved, true, process)), Planned.NOTHING)
                    .get(moved.id());
            leads.save(List.of(begun == null ? moved : moved.carriedBy(begun)), clock.instant());
        }
    }

    /** The loser's life ends at the model's end; one that cannot be continued is told so in Cockpit by its lead's row. */
    private void end(Lead loser) {
        LeadProcesses.State process = processes.states(List.of(loser)).get(loser.id());
        if (process != null && process.readiness() == Readiness.WAITS) {
            runtime.signal(
                    loser.processInstanceId(),
                    Variables.createVariables().putValue(LeadLifecycle.STAGE, LeadLifecycle.CLOSED));
        } else if (process != null) {
            runtime.deleteProcessInstance(loser.processInstanceId(), "Merged with another lead in the CRM");
        }
    }
}
