/** The pages on which sales ops own the pipeline: look, edit, check, rehearse, publish, bring back. */
@NullMarked
package io.leadloop.ops.pipeline;

import org.jspecify.annotations.NullMarked;
