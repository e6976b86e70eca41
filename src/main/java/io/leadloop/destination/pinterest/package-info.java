/**
 * Pinterest Conversions API v5 (its OpenAPI 5.13.0, facts of 2026-11). An event needs hashed mail (or a device id, or
 * address and agent of a browser, which a CRM has not); the click id (epik) and the phone help only beside it. 1,000
 * events a request, each with its own fate, in 200 and in 422; unknown fields fail. The value is a text.
 *
 * <p>A stage change in a CRM is told as {@code offline}, and Pinterest deduplicates no offline events by event_id: should
 * its answer get lost, the repetition may count twice. The order_id, which it recommends for such cases, goes along.
 * https://developers.pinterest.com/docs/api/v5/events-create
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.pinterest;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
