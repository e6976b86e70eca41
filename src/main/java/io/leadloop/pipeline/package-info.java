/**
 * The rules that sales ops maintain: the stages, which CRM status means which stage, and what is reported where.
 * Knows Camunda for its decision tables only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"conversion", "lead", "database"})
package io.leadloop.pipeline;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
