/** The Google Ads API's offline conversions, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.googleadslegacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
