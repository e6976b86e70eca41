/** Pages and REST about the people behind the leads: finding them by what they tell, and forgetting them. */
@NullMarked
package io.leadloop.ops.people;

import org.jspecify.annotations.NullMarked;
