/**
 * LinkedIn through the Conversions API (conversionEvents, BATCH_CREATE; facts of 2026-11). Matched by li_fat_id or hashed
 * mail; there is no field for a phone or for consent. Events up to 90 days, 5,000 a request; one bad row refuses the
 * whole request and is named in the answer's text, as a rule. The same eventId of the browser wins over ours; nothing
 * can be adjusted. The API is versioned by the month, and a version lives about a year.
 * https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "destination", "http", "conversion", "lead"})
package io.leadloop.destination.linkedin;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
