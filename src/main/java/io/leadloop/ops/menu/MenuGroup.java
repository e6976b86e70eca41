package io.leadloop.ops.menu;

import java.util.List;

/**
 * Pages that belong together.
 *
 * @param name empty for what stands on top without a heading
 */
public record MenuGroup(String name, List<MenuItem> items) {

    public MenuGroup {
        items = List.copyOf(items);
    }
}
