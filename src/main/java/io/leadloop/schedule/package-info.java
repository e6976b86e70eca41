/**
 * What a node does by itself and on which threads. {@link io.leadloop.schedule.Watch} lists every periodic piece of work;
 * {@link io.leadloop.schedule.Loops} runs queues. Invariant: intake, the uploads of each destination, housekeeping and
 * figures have threads of their own, so that what hangs in one never stops another.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.schedule;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
