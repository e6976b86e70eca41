/**
 * Files of events (CSV, Excel): phone sales, shop purchases, lists of an event, history. A file is stored encrypted,
 * previewed, tried in a dry run and imported in the background through the inbox, where its rows are events like any
 * other. Invariants: nothing is guessed that only a person can know, every row that cannot be taken is kept with its
 * line and reason (never a value of it), the same file twice changes nothing, and memory does not grow with the file.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"csv", "inbox", "lead", "database", "secret", "schedule"})
package io.leadloop.imports;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
