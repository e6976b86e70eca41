package io.leadloop.ops.lead;

import io.leadloop.lead.Money;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A stage that a lead reached, for a win each deal.
 *
 * @param at for the first time
 * @param amount of the deal as it was told then
 */
record ReachedStage(
        Stage stage, String dealId, Instant at, @Nullable Money amount) {

    /** In the pipeline's order; a lost lead is reported nowhere. */
    static List<ReachedStage> of(List<StageChange> history, Map<String, Stage> stages) {
        Map<String, ReachedStage> first = new LinkedHashMap<>();
        for (StageChange change : history) {
            Stage stage = stages.get(change.stage());
            if (stage != null && stage.kind() != StageKind.LOST) {
                String deal = stage.kind() == StageKind.REVENUE ? change.dealId() : "";
                first.putIfAbsent(
                        stage.id() + " " + deal,
                        new ReachedStage(
                                stage,
                                deal,
                                change.occurredAt(),
                                change.dealValue().amount()));
            }
        }
        List<ReachedStage> reached = new ArrayList<>(first.values());
        reached.sort(
                Comparator.comparing((ReachedStage it) -> it.stage().rank()).thenComparing(ReachedStage::at));
        return reached;
    }
}
