/**
 * Erasure and retention over every table and the engine: finds the data of a person, deletes it with a receipt of what
 * was removed, and deletes what is older than its retention time. Invariant: a forgotten record is never
 * brought back by a late delivery.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "conversion", "inbox", "capture", "process", "database", "schedule"})
package io.leadloop.privacy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
