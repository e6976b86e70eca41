/**
 * Snapchat Conversions API v3 (facts of 2026-11). Matched by hashed mail or phone; the click id (ScCid) helps, but Snap
 * takes no event with it alone. Events up to 37 days old, 2,000 a request; the same event_id counts once within 48
 * hours. What one bad event does to its request is not published: taken to refuse all of it. An answer of 200 may be a
 * refusal, its status decides. https://developers.snap.com/api/marketing-api/Conversions-API
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.snapchat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
