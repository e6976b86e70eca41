/**
 * The background work of a node and its threads. {@link io.leadloop.schedule.Watch} lists every periodic piece of work;
 * {@link io.leadloop.schedule.Loops} runs queues. Invariant: intake, the uploads of each destination, housekeeping and
 * figures have threads of their own, so that a blocked thread of one never stops another.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
