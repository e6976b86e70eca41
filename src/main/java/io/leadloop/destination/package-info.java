/**
 * The contract with ad platforms, and one nested room for each of them that turns a batch of conversions into requests
 * and answers. Invariants: one result for each upload in order, a
 * platform's answer is never an exception, nothing here knows of Camunda.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "http", "conversion", "lead", "schedule", "spelling"})
package io.leadloop.destination;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
