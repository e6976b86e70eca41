/** Google's Data Manager API, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.googleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
