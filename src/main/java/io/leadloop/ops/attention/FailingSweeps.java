package io.leadloop.ops.attention;

import io.leadloop.crm.CrmSources;
import io.leadloop.inbox.SweepMarks;
import io.leadloop.ops.attention.Attention.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** CRMs whose changes cannot be read: webhooks that were lost are not found then. */
@Component
class FailingSweeps {

    private final SweepMarks marks;
    private final CrmSources sources;

    FailingSweeps(SweepMarks marks, CrmSources sources) {
        this.marks = marks;
        this.sources = sources;
    }

    /**
     * One line for each source whose last sweep did not end.
     *
     * @param refusing sources whose CRM refuses LeadLoop, which is a line of its own
     */
    List<Attention> now(Set<String> refusing) {
        Map<String, SweepMarks.State> failing = new LinkedHashMap<>();
        marks.all().stream()
                .filter(it -> it.failure() != null)
                .filter(it -> sources.names().contains(it.source()) && !refusing.contains(it.source()))
                .forEach(it -> failing.putIfAbsent(it.source(), it));
        return failing.values().stream().map(FailingSweeps::line).toList();
    }

    private static Attention line(SweepMarks.State it) {
        return new Attention(
                "sweep-" + it.source(),
                Severity.NEEDS_YOU,
                false,
                "The CRM of " + it.source(),
                0,
                "cannot be asked for its changes; it is asked again every few minutes.",
                String.valueOf(it.failure()),
                it.sweptAt(),
                "/ops/sources#" + it.source(),
                "Look at it");
    }
}
