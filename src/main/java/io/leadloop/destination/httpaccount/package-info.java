/**
 * Accounts of the type {@code http}: conversions as JSON to any address, by a template that is data and reads nothing but a
 * closed set of fields. What is known of a platform that has no room of its own stands in a shipped template
 * ({@code src/main/resources/io/leadloop/destination/httpaccount}), each with the documents that it follows. Invariants: one
 * host, no redirect, no private address unless allowed, no key in a message or in what is kept.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"destination", "http", "conversion", "lead"})
package io.leadloop.destination.httpaccount;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
