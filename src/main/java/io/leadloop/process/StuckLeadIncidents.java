package io.leadloop.process;

import io.leadloop.destination.Destinations;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIds;
import io.leadloop.lead.LeadId;
import io.leadloop.planning.ClickLife;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;

/**
 * Shows stuck leads in Cockpit: an incident on the wait state, in words that stay true. The engine keeps an incident of a
 * plain receive task when the lead moves on, so whoever moves leads takes it away here.
 */
@Component
public class StuckLeadIncidents {

    /** The incident's type in Cockpit. */
    public static final String INCIDENT = "stuckLead";

    private final StuckLeads stuck;
    private final ClickIds clickIds;
    private final Destinations destinations;
    private final RuntimeService runtime;
    private final Clock clock;

    StuckLeadIncidents(
            StuckLeads stuck, ClickIds clickIds, Destinations destinations, RuntimeService runtime, Clock clock) {
        this.stuck = stuck;
        this.clickIds = clickIds;
        this.destinations = destinations;
        this.runtime = runtime;
        this.clock = clock;
    }

    /** Takes away what does not hold any more, then marks what is new, each at most that many; gives back how many. */
    int update(int limit) {
        List<StuckLeads.Mark> outdated = stuck.unmarkOutdated(limit);
        resolve(outdated);
        Instant now = clock.instant();
        List<StuckLead> fresh = stuck.unmarked(now, limit);
        stuck.mark(raise(fresh, now), fresh, now);
        return Math.max(outdated.size(), fresh.size());
    }

    /** Part of the transaction that moves these leads to another stage. */
    void moved(Collection<LeadId> leads) {
        resolve(stuck.unmark(leads));
    }

    private Map<StuckLead, String> raise(List<StuckLead> fresh, Instant now) {
        Map<StuckLead, String> incidents = new HashMap<>();
        if (fresh.isEmpty()) {
            return incidents;
        }
        Map<LeadId, List<ClickId>> clicks =
                clickIds.of(fresh.stream().map(StuckLead::lead).toList());
        Set<String> running = running(fresh);
        for (StuckLead lead : fresh) {
            String instance = lead.processInstanceId();
            // A person may have cancelled it in Cockpit; such a lead is on the list of stuck leads all the same.
            if (instance != null && running.contains(instance)) {
                List<ClickLife> lives = ClickLife.of(clicks.getOrDefault(lead.lead(), List.of()), destinations.all());
                Incident incident =
                        runtime.createIncident(INCIDENT, instance, lead.lead().toString(), words(lead, lives, now));
                incidents.put(lead, incident.getId());
            }
        }
        return incidents;
    }

    private Set<String> running(List<StuckLead> leads) {
        Set<String> instances = leads.stream()
                .map(StuckLead::processInstanceId)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                .map(ProcessInstance::getId)
                .collect(Collectors.toSet());
    }

    private static String words(StuckLead lead, List<ClickLife> lives, Instant now) {
        String end = ClickLife.next(lives, now)
                .map(it ->
                        " The " + it.platform() + " click expires on " + day(Objects.requireNonNull(it.ends())) + ".")
                .orElse("");
        return lead.stage() + " since " + day(lead.stageAt()) + ", allowed " + lead.allowedDays()
                + " days: stuck since " + day(lead.since()) + "." + end
                + " Ask the owner in the CRM; a new stage there ends this.";
    }

    private static LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    private void resolve(List<StuckLeads.Mark> marks) {
        for (StuckLeads.Mark mark : marks) {
            String incident = mark.incidentId();
            // It is gone already where its process ended, or somebody resolved it in Cockpit.
            if (incident != null
                    && runtime.createIncidentQuery().incidentId(incident).count() > 0) {
                runtime.resolveIncident(incident);
            }
        }
    }
}
