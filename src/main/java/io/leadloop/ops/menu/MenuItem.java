package io.leadloop.ops.menu;

/**
 * A page in the side bar.
 *
 * @param address its path, or an application of Camunda that opens beside
 * @param icon the symbol in {@code /ops/icons.svg}
 * @param waiting how many things wait there for somebody; zero where nothing does
 */
public record MenuItem(String address, String name, String icon, long waiting) {

    static MenuItem of(String address, String name, String icon) {
        return new MenuItem(address, name, icon, 0);
    }

    MenuItem waiting(long many) {
        return new MenuItem(address, name, icon, many);
    }

    public boolean isBeside() {
        return address.startsWith("/camunda/");
    }

    /** Whether this item's page, or one below it, is the one at that path. */
    boolean holds(String path) {
        return path.equals(address) || !address.equals("/") && path.startsWith(address + "/");
    }
}
