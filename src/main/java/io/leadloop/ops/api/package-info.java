/** The REST interface: DESIGN section 7 names its addresses, {@code /v3/api-docs} describes them. Errors are problem+json. */
@NullMarked
package io.leadloop.ops.api;

import org.jspecify.annotations.NullMarked;
