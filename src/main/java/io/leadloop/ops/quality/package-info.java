/** Pages and REST of the room quality: scorecard, reconciliation, funnel, forecast, each with its export. */
@NullMarked
package io.leadloop.ops.quality;

import org.jspecify.annotations.NullMarked;
