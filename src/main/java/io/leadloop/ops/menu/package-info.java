/** The side bar of the pages: which pages there are, who sees which, and where somebody is needed. */
@NullMarked
package io.leadloop.ops.menu;

import org.jspecify.annotations.NullMarked;
