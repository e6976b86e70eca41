package io.leadloop.ops.overview;

import java.util.List;

/**
 * The figures of the last 30 days, each with its trend.
 *
 * @param stages one for each qualified stage and the win, in the pipeline's order
 */
record Tiles(Tile leads, List<Tile> stages, Tile revenue, Tile accepted, Tile time) {}
