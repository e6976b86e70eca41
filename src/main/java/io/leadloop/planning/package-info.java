/**
 * From the changes of a batch of leads to everything that the ad platforms are owed for them: new conversions, refusals with
 * their reason, adjustments of what was told, refusals looked at again. The only room in which a conversion is born. Knows
 * no engine; used by process, which carries what comes out, and by ops for dry runs. Invariant: planning writes nothing but
 * conversions, and the same change planned again adds nothing.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "conversion", "destination", "pipeline", "database"})
package io.leadloop.planning;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
