/** Page and REST for files of events: upload, look, try, import, cancel. */
@NullMarked
package io.leadloop.ops.imports;

import org.jspecify.annotations.NullMarked;
