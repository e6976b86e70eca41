package io.leadloop.ops.overview;

import org.jspecify.annotations.Nullable;

/**
 * A figure as it is shown.
 *
 * @param note what else belongs to it, such as wins without an amount; empty for nothing
 * @param trend null where there is nothing to compare with
 */
record Tile(
        String name, String value, String note, @Nullable Trend trend) {}
