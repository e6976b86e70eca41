/**
 * X (Twitter) web conversions (Ads API 12; facts of 2026-11). Matched by the click id (twclid), hashed mail or hashed
 * phone. 500 conversions a request, signed by OAuth 1.0a; a request counts only when none of its conversions is wrong.
 * The same conversion_id counts once. X does not publish how old a conversion or a click may be.
 * https://docs.x.com/x-ads-api/measurement/web-conversions
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.x;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
