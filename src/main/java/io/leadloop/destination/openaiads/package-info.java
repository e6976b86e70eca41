/**
 * ChatGPT ads by OpenAI's Conversions API (bzr.openai.com/v1/events; documents of 2026-06 and 2026-09). Matched by
 * oppref, hashed mail and phone. Events up to 7 days, 10 minutes into the future at most, 1,000 a request, one bad event
 * refuses the request; pixel, type and id count once. Money in minor units. The answer's body is not documented: 2xx is
 * success. What it counted and what the ads cost is read by the Ads API with a key of its own. https://developers.openai.com/ads/conversions-api
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.openaiads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
