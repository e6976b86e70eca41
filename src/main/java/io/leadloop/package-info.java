@NullMarked
package io.leadloop;

import org.jspecify.annotations.NullMarked;
