/**
 * What every request passes before anybody is known: the host that it names, the size of its body, and the time that it
 * takes to send one.
 */
@NullMarked
package io.leadloop.ops.doors;

import org.jspecify.annotations.NullMarked;
