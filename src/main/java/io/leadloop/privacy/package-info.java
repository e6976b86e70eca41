/**
 * Erasure and retention over every table and the engine: who is forgotten, by what they are recognised, the receipt that
 * counts what was removed, and what goes by itself when it is old. Used by ops. Invariant: a forgotten record is never
 * brought back by a late delivery.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "conversion", "inbox", "process", "database", "schedule"})
package io.leadloop.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
