/** The buttons of the demo year. */
@NullMarked
package io.leadloop.ops.demo;

import org.jspecify.annotations.NullMarked;
