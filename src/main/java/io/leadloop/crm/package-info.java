/**
 * Adapters for CRMs and lead forms: verify a webhook, store its events in the inbox, translate them into
 * {@link io.leadloop.lead.LeadEvent}, look up, sweep, re-read and write back. One nested package per CRM. Invariants: a
 * webhook is answered after its rows are committed, a repeated delivery changes nothing, a bad event never fails its
 * batch, and payloads rest encrypted only.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"expiry", "inbox", "lead", "database", "secret", "http", "schedule", "spelling", "trace"
        })
package io.leadloop.crm;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
