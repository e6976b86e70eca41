/**
 * Fake ad platforms and a fake CRM that speak the real wire contracts, for trying LeadLoop and for its tests. Off unless
 * {@code leadloop.sandbox.enabled}. The platforms are strict: what the real one would refuse, they refuse in its words.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "lead"})
package io.leadloop.sandbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
