/**
 * Close: webhooks for leads, contacts and opportunities (facts of 2026-11; API v1), verified by {@code close-sig-hash} over
 * time and raw body. Close's lead is the lead; an opportunity is won by its status type, never by a label. Values are cents.
 * Close is asked for the lead with its contacts, and for when a status began; swept by its event log, which keeps 30 days
 * and tells every change with its time. https://developer.close.com/api/resources/webhooks
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "inbox", "http", "lead"})
package io.leadloop.crm.close;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
