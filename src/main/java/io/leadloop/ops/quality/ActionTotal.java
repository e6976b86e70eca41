package io.leadloop.ops.quality;

import io.leadloop.quality.ActionFigures;
import java.util.List;
import java.util.function.ToLongFunction;

/** The sums over the actions of a scorecard; leads are not summed, because one lead stands behind several actions. */
record ActionTotal(long rows, long accepted, long refused, long waiting, long rejected, long ended, long byClick) {

    static ActionTotal of(List<ActionFigures> figures) {
        return new ActionTotal(
                sum(figures, ActionFigures::rows),
                sum(figures, ActionFigures::accepted),
                sum(figures, ActionFigures::refused),
                sum(figures, ActionFigures::waiting),
                sum(figures, ActionFigures::rejected),
                sum(figures, ActionFigures::ended),
                sum(figures, ActionFigures::byClick));
    }

    private static long sum(List<ActionFigures> figures, ToLongFunction<ActionFigures> of) {
        return figures.stream().mapToLong(of).sum();
    }
}
