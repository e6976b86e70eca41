/** A receiver of whatever JSON an account of the type {@code http} sends, faked. */
@NullMarked
@ApplicationModule(allowedDependencies = "sandbox")
package io.leadloop.sandbox.httpaccount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
