/** The REST interface; {@code /v3/api-docs} describes it. Errors are problem+json. */
@NullMarked
package io.leadloop.ops.api;

import org.jspecify.annotations.NullMarked;
