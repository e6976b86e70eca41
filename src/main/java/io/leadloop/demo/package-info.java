/**
 * The demo year: some thousand made-up leads with costs and platform reports, brought in through the inbox where the sandbox
 * is on, and taken out again whole. Its generator is that of the tests and benchmarks of the figures. Invariants: its leads
 * have a source of their own, nothing of it is told to an account outside the sandbox, and its removal touches no other lead.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"lead", "inbox", "destination", "process", "quality", "sandbox", "database", "schedule"})
package io.leadloop.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
