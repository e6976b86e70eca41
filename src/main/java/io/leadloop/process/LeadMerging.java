package io.leadloop.process;

import io.leadloop.conversion.ConversionChains;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.Leads;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Two leads that the CRM made one. The winner keeps its stage and gets the loser's records, clicks and history; what was
 * told of the loser counts as told of the winner, so that no step is reported twice.
 */
@Component
public class LeadMerging {

    private final Leads leads;
    private final LeadRecords records;
    private final ConversionChains conversions;
    private final ConsentWithdrawal withdrawal;
    private final RuntimeService runtime;
    private final Clock clock;

    LeadMerging(
            Leads leads,
            LeadRecords records,
            ConversionChains conversions,
            ConsentWithdrawal withdrawal,
            RuntimeService runtime,
            Clock clock) {
        this.leads = leads;
        this.records = records;
        this.conversions = conversions;
        this.withdrawal = withdrawal;
        this.runtime = runtime;
        this.clock = clock;
    }

    /** Merges; false when neither record is known. Doing it again changes nothing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean merge(ExternalId loser, ExternalId winner) {
        Map<ExternalId, LeadId> known = leads.resolve(List.of(loser, winner));
        LeadId lost = known.get(loser);
        LeadId stays = known.get(winner);
        if (lost == null && stays == null) {
            return false;
        }
        if (lost == null || stays == null) {
            // One life under two names: late news of either record finds it.
            leads.claim(lost == null ? Map.of(loser, stays) : Map.of(winner, lost));
            return true;
        }
        if (!lost.equals(stays)) {
            Map<LeadId, Lead> locked = leads.lock(List.of(lost, stays));
            records.merge(lost, stays, clock.instant());
            conversions.moveTo(stays, lost);
            if (locked.values().stream().anyMatch(it -> it.consent().adUserData() == Consent.State.DENIED)) {
                withdrawal.cancel(List.of(stays));
            }
            end(locked.get(lost));
        }
        return true;
    }

    private void end(@org.jspecify.annotations.Nullable Lead lead) {
        String instance = lead == null ? null : lead.processInstanceId();
        if (instance != null
                && runtime.createProcessInstanceQuery()
                                .processInstanceId(instance)
                                .count()
                        > 0) {
            runtime.deleteProcessInstance(instance, "Merged with another lead in the CRM", true, true);
        }
    }
}
