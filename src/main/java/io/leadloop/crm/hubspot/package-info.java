/**
 * HubSpot: webhooks for contacts and deals, in both families of event types (facts of 2026-11). Verified by the v3
 * signature over the raw bytes and, only where configured, by v1. A webhook says which property changed and no more, so
 * HubSpot is asked for the contact, the deal, its contacts and its pipeline before the event is applied. The contact is
 * the lead; "won" is what the pipeline's metadata says, never a name.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "crm", "inbox", "http", "lead"})
package io.leadloop.crm.hubspot;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
