/** The page CRMs and forms: whether each source talks, what of it waits, and what LeadLoop understands of its records. */
@NullMarked
package io.leadloop.ops.sources;

import org.jspecify.annotations.NullMarked;
