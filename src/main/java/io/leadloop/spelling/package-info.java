/** Words for what was misspelt: the word that was probably meant, and the form that a value should have. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.spelling;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
