/** The engine's doors: who may sign in, what a group may do, what a query may ask. Knows Camunda. */
@NullMarked
package io.leadloop.ops.cockpit;

import org.jspecify.annotations.NullMarked;
