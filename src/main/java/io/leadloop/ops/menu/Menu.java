package io.leadloop.ops.menu;

import java.util.Comparator;
import java.util.List;

/**
 * The side bar as one reader sees it.
 *
 * @param current the address of the item whose page is shown; empty where none is
 */
public record Menu(List<MenuGroup> groups, String current) {

    static Menu of(List<MenuGroup> groups, String path) {
        String current = groups.stream()
                .flatMap(it -> it.items().stream())
                .filter(it -> it.holds(path))
                .map(MenuItem::address)
                .max(Comparator.comparingInt(String::length))
                .orElse("");
        return new Menu(List.copyOf(groups), current);
    }
}
