package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings of lint that say the same of several lines of a plan, as one line of the page.
 *
 * @param places where it was found, in the order of the findings
 */
record FindingGroup(Finding.Severity severity, String reason, String fix, List<String> places) {

    /** In the order of the first finding of each, which is errors first. */
    static List<FindingGroup> of(List<Finding> findings) {
        Map<String, FindingGroup> groups = new LinkedHashMap<>();
        for (Finding it : findings) {
            groups.computeIfAbsent(
                            it.severity() + "\n" + it.rule() + "\n" + it.reason() + "\n" + it.fix(),
                            key -> new FindingGroup(it.severity(), it.reason(), it.fix(), new ArrayList<>()))
                    .places()
                    .add(it.where());
        }
        return List.copyOf(groups.values());
    }

    public boolean isError() {
        return severity == Finding.Severity.ERROR;
    }
}
