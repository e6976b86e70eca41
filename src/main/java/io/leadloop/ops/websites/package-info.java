/** The page Websites: the snippet for one's own site, a page to try it on, and what was captured. */
@NullMarked
package io.leadloop.ops.websites;

import org.jspecify.annotations.NullMarked;
