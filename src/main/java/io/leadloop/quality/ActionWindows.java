package io.leadloop.quality;

import java.util.Map;

/** How long after a click accounts count a conversion of an action, where they say it themselves. */
@FunctionalInterface
public interface ActionWindows {

    /** Days, by the account and by the plan's name of the action. */
    Map<String, Map<String, Integer>> days();
}
