/** Snapchat's Conversions API, faked strictly. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.snapchat;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
