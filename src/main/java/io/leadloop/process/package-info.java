/**
 * The BPMN life of a lead and of an upload. {@link io.leadloop.process.LeadJourney} is the only way in for CRM events; the
 * uploads go out through the destinations. With pipeline (decisions) and ops.cockpit the only room that knows Camunda.
 * Invariant: the engine is only called when our own rows say that it must succeed.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "planning",
            "lead",
            "conversion",
            "destination",
            "pipeline",
            "inbox",
            "http",
            "database",
            "schedule",
            "trace"
        })
package io.leadloop.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
