package io.leadloop.support;

import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.runtime.Job;

/** The watch over stuck leads, whose hour has come. */
public final class StuckLeadWatch {

    private StuckLeadWatch() {}

    /** The one timer of the house, then its rounds until it says that there is no more. */
    public static void looks(ManagementService jobs) {
        Job timer = jobs.createJobQuery()
                .processDefinitionKey("stuck-lead-watch")
                .timers()
                .singleResult();
        jobs.executeJob(timer.getId());
        List<Job> rounds = rounds(jobs);
        while (!rounds.isEmpty()) {
            rounds.forEach(it -> jobs.executeJob(it.getId()));
            rounds = rounds(jobs);
        }
    }

    private static List<Job> rounds(ManagementService jobs) {
        return jobs.createJobQuery()
                .processDefinitionKey("stuck-lead-watch")
                .messages()
                .list();
    }
}
