/**
 * Where CRMs come in: verify, store in the inbox, translate into {@link io.leadloop.lead.LeadEvent}, hand over to
 * process. One nested room for each CRM. Invariants: a webhook is answered after its rows are committed, a repeated
 * delivery changes nothing, a bad event never fails its batch, and payloads rest encrypted only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"inbox", "lead", "database", "secret", "http", "schedule"})
package io.leadloop.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
