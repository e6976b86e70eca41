/**
 * Meta Conversions API (Graph API; facts of 2026-11). Two payloads that must not be mixed: a lead of an instant form is
 * told by its lead_id with event_source=crm, a lead of the website by fbc, hashed mail and phone. Events up to 7 days
 * old, 1,000 a request, one bad event refuses the whole request; the same event name and id count once within 48 hours.
 * https://developers.facebook.com/docs/marketing-api/conversions-api
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "destination", "http", "conversion", "lead"})
package io.leadloop.destination.meta;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
