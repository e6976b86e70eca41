/**
 * Connections to ad accounts and CRMs that people make in the browser or by REST: their keys, with the secret ones sealed, their
 * versions, and the forms by which they are typed; and what an account says of its conversion actions, compared with the plan.
 * What stands in the configuration is not kept here and wins over nothing: a name is made in one of the two places. Invariant: a
 * secret leaves this room only into the account or source that is made of it.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "destination",
            "crm",
            "pipeline",
            "conversion",
            "lead",
            "secret",
            "schedule",
            "http",
            "database"
        })
package io.leadloop.connection;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
