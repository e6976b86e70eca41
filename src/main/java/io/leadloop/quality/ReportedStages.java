package io.leadloop.quality;

import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.Stages;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which stages the live pipeline reports to a destination: only those can be lost with a click. */
@Component
class ReportedStages {

    private final LivePipeline live;
    private final Stages stages;

    ReportedStages(LivePipeline live, Stages stages) {
        this.live = live;
        this.stages = stages;
    }

    /** The actions as which the live pipeline reports to a destination; empty where its table cannot be read here. */
    Set<String> actions(String destination) {
        try {
            return live.pipeline().reports().stream()
                    .filter(it -> it.destination().equals(destination))
                    .map(ReportLine::action)
                    .collect(Collectors.toSet());
        } catch (NotAPipeline unreadable) {
            return Set.of();
        }
    }

    /** The ids of the reported stages by destination; a destination to which nothing is reported is absent. */
    Map<String, Set<String>> byDestination(List<String> destinations) {
        try {
            return live.pipeline().reports().stream()
                    .collect(Collectors.groupingBy(
                            ReportLine::destination, Collectors.mapping(ReportLine::stage, Collectors.toSet())));
        } catch (NotAPipeline unreadable) {
            // A table that was deployed past the pipeline page says more than can be read here: nothing is kept silent.
            Set<String> any = stages.all().stream().map(it -> it.id()).collect(Collectors.toSet());
            return destinations.stream().collect(Collectors.toMap(it -> it, it -> any));
        }
    }
}
