/**
 * Pipedrive: webhooks of version 2.0 for deals, leads and persons (facts of 2026-11; API v2, leads v1). Pipedrive signs
 * nothing: a webhook is verified by the HTTP Basic user and password that it was given. The person is the lead. A deal is
 * won by its status, never by the name of a stage; times are the deal's own. Pipedrive is asked for the person and the
 * name of the stage before a deal is applied, and swept by {@code updated_since}.
 * https://pipedrive.readme.io/docs/guide-for-webhooks-v2
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "inbox", "http", "lead"})
package io.leadloop.crm.pipedrive;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
