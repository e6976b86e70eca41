/** Pages and REST of connections: ad accounts and CRMs that people make themselves. */
@NullMarked
package io.leadloop.ops.connections;

import org.jspecify.annotations.NullMarked;
