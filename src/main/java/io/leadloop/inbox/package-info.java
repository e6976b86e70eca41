/**
 * Durable intake of events: a sender is answered after its events are committed as rows of {@code inbox_message}. Rows
 * are claimed in the order of their CRM record and applied in batches; failed ones are retried, then parked; parked
 * ones can be replayed; old ones are deleted. Knows no CRM and no engine: messages are parsed by a
 * {@link io.leadloop.inbox.MessageReader}, and applied by {@link io.leadloop.inbox.LeadEvents}. Invariants: a repeated
 * delivery changes nothing, a bad event never fails its batch, payloads are stored encrypted only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "database", "secret", "schedule", "trace"})
package io.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
