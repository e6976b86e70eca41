/** Finds the word that was probably meant, for messages about words that nobody knows. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.spelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
