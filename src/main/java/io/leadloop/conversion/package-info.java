/**
 * What we owe which platform: the conversion with its value, reason and dedupe key, and the ledger of every attempt to
 * deliver it. Invariant: one row for each lead, deal, stage, sequence
 * and destination, and what was sent once never changes.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"csv", "lead", "database"})
package io.leadloop.conversion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
