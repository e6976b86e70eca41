/**
 * Durable intake: every event of the outside world is a row here before anybody is answered. Claims rows in the order of
 * their CRM record, applies them in batches, parks, replays and forgets them. Knows no CRM and no engine: what a message
 * means is read by a {@link io.leadloop.inbox.MessageReader}, what follows from it is done by a
 * {@link io.leadloop.inbox.LeadEvents}. Invariants: a repeated delivery changes nothing, a bad event never fails its batch,
 * payloads rest encrypted only.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"lead", "database", "secret", "schedule"})
package io.leadloop.inbox;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
