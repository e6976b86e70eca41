package io.leadloop.quality;

import io.leadloop.destination.Destinations;
import io.leadloop.pipeline.Stages;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * What people call the things that a finding names.
 *
 * @param stage by its id; the id itself where the pipeline has no such stage any more
 * @param account by its id; the id itself where it is not known any more
 */
record PlanNames(UnaryOperator<String> stage, UnaryOperator<String> account) {

    static PlanNames of(Stages stages, Destinations accounts) {
        Map<String, String> names = stages.names();
        return new PlanNames(
                id -> names.getOrDefault(id, id),
                id -> accounts.find(id).map(it -> it.profile().name()).orElse(id));
    }
}
