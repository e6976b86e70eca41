/** X's web conversions, faked strictly, with its OAuth 1.0a. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.x;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
