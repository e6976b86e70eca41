/**
 * How click ids get from one's own websites into the CRM: serves {@code leadloop-capture.js}, takes what it captured at
 * {@code POST /capture} and gives it back to events that carry its reference. Invariants: only configured sites and only with
 * consent, click ids byte for byte, no address, mail or phone of a visitor is stored.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "inbox", "database", "schedule"})
package io.leadloop.capture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
