/**
 * Microsoft Dynamics 365 Sales, which lives in Dataverse: webhooks for leads, opportunities and contacts (facts of 2026-11;
 * Web API v9.2). Dataverse signs nothing: a webhook is verified by a key in a header or the address, and the
 * organisation's id. It carries the changed columns only, and above 256 KB not even these, so the record is always read
 * again. An opportunity is won by its state. Swept by {@code modifiedon}.
 * https://learn.microsoft.com/power-apps/developer/data-platform/use-webhooks
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "crm", "inbox", "http", "lead"})
package io.leadloop.crm.dynamics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
