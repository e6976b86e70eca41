/**
 * How click ids get from one's own websites into the CRM: the script that reads them, the door that takes them, and the references
 * by which events get them back. Invariants: only configured sites and only with consent, click ids byte for byte, no address,
 * mail or phone of a visitor is stored.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "inbox", "database", "schedule", "http"})
package io.leadloop.capture;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
