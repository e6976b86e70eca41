/**
 * Google Ads through the Google Ads API (UploadClickConversions, UploadConversionAdjustments; protos v22 to v25 are alike;
 * facts of 2026-11). Since 2026-06-15 closed to developer tokens that did not import offline conversions before: others
 * use the room googleads. Matched by gclid, gbraid or wbraid, or by hashed mail and phone. Clicks up to 90 days, 6 hours
 * after the click at the earliest, 2,000 a request, partial failures by row; an order id is counted once for each
 * conversion action; adjustments from 24 hours to 54 days.
 * https://developers.google.com/google-ads/api/docs/conversions/upload-offline
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "destination", "http", "conversion", "lead"})
package io.leadloop.destination.googleadslegacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
