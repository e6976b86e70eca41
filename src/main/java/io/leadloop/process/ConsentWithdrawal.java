package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Refusal;
import io.leadloop.lead.LeadId;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;

/** Cancels what waits for a platform when a person takes the consent back. What is told already stays told. */
@Component
class ConsentWithdrawal {

    private final ConversionChains chains;
    private final Conversions conversions;
    private final RuntimeService runtime;
    private final Clock clock;

    ConsentWithdrawal(ConversionChains chains, Conversions conversions, RuntimeService runtime, Clock clock) {
        this.chains = chains;
        this.conversions = conversions;
        this.runtime = runtime;
        this.clock = clock;
    }

    void cancel(Collection<LeadId> leads) {
        List<Conversion> waiting = chains.lockOf(leads).stream()
                .filter(it -> it.state() == ConversionState.PLANNED || it.state() == ConversionState.REJECTED)
                .toList();
        if (waiting.isEmpty()) {
            return;
        }
        for (Conversion conversion : waiting) {
            runtime.createProcessInstanceQuery()
                    .processDefinitionKey(ConversionUpload.KEY)
                    .processInstanceBusinessKey(conversion.id().toString())
                    .list()
                    .forEach(it -> runtime.deleteProcessInstance(it.getId(), "Consent was withdrawn", true, true));
        }
        conversions.settle(
                waiting.stream().map(Conversion::id).toList(),
                ConversionState.EXPIRED,
                Refusal.CONSENT_DENIED.name(),
                Refusal.CONSENT_DENIED.words(),
                clock.instant());
    }
}
