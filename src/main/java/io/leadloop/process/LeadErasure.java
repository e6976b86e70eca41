package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.HeldConversion;
import io.leadloop.lead.ErasedRecords;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.lead.StageKind;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Removes leads from our rows and from the engine: what runs, what waits, and what history remembers. */
@Component
public class LeadErasure {

    private final LeadRecords records;
    private final ConversionChains conversions;
    private final RuntimeService runtime;
    private final UploadProcesses uploads;
    private final HistoryService history;
    private final ErasedRecords tombstones;
    private final Clock clock;

    LeadErasure(
            LeadRecords records,
            ConversionChains conversions,
            RuntimeService runtime,
            UploadProcesses uploads,
            HistoryService history,
            ErasedRecords tombstones,
            Clock clock) {
        this.records = records;
        this.conversions = conversions;
        this.runtime = runtime;
        this.uploads = uploads;
        this.history = history;
        this.tombstones = tombstones;
        this.clock = clock;
    }

    /**
     * What was removed.
     *
     * @param waiting uploads that were cancelled before they were sent
     */
    public record Removed(int clicks, int conversions, int waiting, int processes) {}

    /** Removes everything of these leads. What a platform was told stays there; it has to be erased there. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Removed erase(Collection<LeadId> leads) {
        if (leads.isEmpty()) {
            return new Removed(0, 0, 0, 0);
        }
        List<HeldConversion> held = conversions.lockOf(leads, List.of());
        tombstones.rememberToldWins(
                held.stream()
                        .filter(it -> it.mayBeThere() && it.row().kind() == StageKind.REVENUE)
                        .filter(it -> !it.row().dealId().isEmpty())
                        .map(it -> ExternalId.deal(it.source(), it.row().dealId()))
                        .toList(),
                clock.instant());
        List<Conversion> all = held.stream().map(HeldConversion::row).toList();
        int waiting = (int) all.stream().filter(it -> it.state().isOpen()).count();
        endUploads(all);
        int processes = forgetProcesses(Stream.concat(
                        leads.stream().map(LeadId::toString),
                        all.stream().map(it -> it.id().toString()))
                .toArray(String[]::new));
        conversions.delete(leads);
        int clicks = records.delete(leads);
        return new Removed(clicks, all.size(), waiting, processes);
    }

    private void endUploads(List<Conversion> all) {
        EngineCollisions.translated(() -> {
            uploads.endErased(all.stream().map(Conversion::id).toList());
            return 0;
        });
    }

    private int forgetProcesses(String[] businessKeys) {
        return EngineCollisions.translated(() -> forget(businessKeys));
    }

    private int forget(String[] businessKeys) {
        Set<String> instances = new HashSet<>();
        for (String key : businessKeys) {
            runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(key)
                    .list()
                    .forEach(it -> {
                        instances.add(it.getId());
                        runtime.deleteProcessInstance(it.getId(), "Erased", true, true);
                    });
        }
        List<String> remembered =
                history.createHistoricProcessInstanceQuery().processInstanceBusinessKeyIn(businessKeys).list().stream()
                        .map(HistoricProcessInstance::getId)
                        .toList();
        instances.addAll(remembered);
        if (!instances.isEmpty()) {
            history.deleteHistoricProcessInstancesIfExists(List.copyOf(instances));
        }
        return instances.size();
    }
}
