package io.leadloop.process;

import io.leadloop.lead.Lead;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Activates what somebody suspended in Cockpit: the process of a lead and the uploads of its conversions. */
@Component
public class Activation {

    private final RuntimeService runtime;
    private final CockpitHolds holds;

    Activation(RuntimeService runtime, CockpitHolds holds) {
        this.runtime = runtime;
        this.holds = holds;
    }

    /** Gives back how many process instances were suspended; a model that is suspended as a whole stays so. */
    @Transactional
    public int activate(Lead lead, Collection<UUID> conversions) {
        List<String> suspended = new ArrayList<>();
        CockpitHolds.Holds found = holds.of(lead, conversions);
        String instance = lead.processInstanceId();
        if (found.isSuspended() && instance != null) {
            suspended.add(instance);
        }
        found.uploads().values().stream()
                .filter(CockpitHolds.Upload::isSuspended)
                .forEach(it -> suspended.add(it.instance()));
        suspended.forEach(runtime::activateProcessInstanceById);
        return suspended.size();
    }
}
