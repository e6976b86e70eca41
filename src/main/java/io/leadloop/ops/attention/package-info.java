/** What needs somebody now: one list for the Overview, the page "Needs attention" and the menu. */
@NullMarked
package io.leadloop.ops.attention;

import org.jspecify.annotations.NullMarked;
