/** The first page: the last 30 days in figures, what needs somebody, the newest activity, and how a fresh install is set up. */
@NullMarked
package io.leadloop.ops.overview;

import org.jspecify.annotations.NullMarked;
