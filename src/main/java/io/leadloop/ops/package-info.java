/**
 * Pages, REST and the doors of Cockpit: for people. Reads every room and calls their public verbs; no room calls it.
 * Cockpit's side, which knows Camunda, is {@code ops.cockpit}; the REST interface is {@code ops.api}.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "csv",
            "expiry",
            "lead",
            "conversion",
            "destination",
            "pipeline",
            "planning",
            "process",
            "inbox",
            "capture",
            "crm",
            "connection",
            "imports",
            "privacy",
            "quality",
            "sandbox",
            "demo",
            "database",
            "http",
            "schedule"
        })
package io.leadloop.ops;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
