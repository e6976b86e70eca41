/** Microsoft Advertising's Campaign Management API for offline conversions, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.microsoftads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
