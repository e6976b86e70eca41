/**
 * Reddit Conversions API v3 (facts of 2026-11). Recognises a click by rdt_cid, else hashed mail and phone. Mail is hashed
 * without dots and +suffix for every domain, phone with its plus sign. Events up to 168 hours old, 1,000 a request; one
 * conversion_id counts once. Version 2 refused all events for one bad one and listed the bad ones under invalid_events;
 * whether version 3 does is not published, so both that list and a refusal without names are read.
 * What it counted and what the ads cost is read by the reports of the same API with another token; on which day it counts is
 * not published. https://ads-api.reddit.com/docs/v3/
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.reddit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
