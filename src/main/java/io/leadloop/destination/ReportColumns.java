package io.leadloop.destination;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which columns of a platform's report count which action. */
public final class ReportColumns {

    private ReportColumns() {}

    /**
     * The actions that can be told apart: a column that two actions share holds both, so neither is told.
     *
     * @param columns by action
     */
    public static <C extends Collection<String>> Map<String, C> toldApart(Map<String, C> columns) {
        Map<String, Set<String>> owners = new LinkedHashMap<>();
        columns.forEach((action, names) -> names.forEach(
                name -> owners.computeIfAbsent(name, it -> new TreeSet<>()).add(action)));
        Map<String, C> apart = new LinkedHashMap<>();
        columns.forEach((action, names) -> {
            if (names.stream().allMatch(it -> owners.getOrDefault(it, Set.of()).size() == 1)) {
                apart.put(action, names);
            }
        });
        return apart;
    }

    /** The column of each action that it shares with no other. */
    public static Map<String, String> ofOneAction(Map<String, String> columns) {
        Map<String, String> own = new LinkedHashMap<>();
        actionsByName(columns).forEach((column, action) -> own.put(action, column));
        return own;
    }

    /** The action of each name (a goal, an event) that one action alone has. */
    public static Map<String, String> actionsByName(Map<String, String> names) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        names.forEach((action, name) -> columns.put(action, List.of(name)));
        Map<String, String> actions = new LinkedHashMap<>();
        toldApart(columns).forEach((action, name) -> actions.put(name.get(0), action));
        return actions;
    }
}
