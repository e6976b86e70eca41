/**
 * Google Ads through the Data Manager API (events:ingest, v1; facts of 2026-11). Matched by gclid, gbraid or wbraid,
 * or by hashed mail and phone. Clicks up to 90 days, 6 hours after the click at the earliest, 2,000 events a request;
 * one invalid row refuses the whole request; the same transaction id is counted once for each conversion action.
 * https://developers.google.com/data-manager/api
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "destination", "http", "conversion", "lead"})
package io.leadloop.destination.googleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
