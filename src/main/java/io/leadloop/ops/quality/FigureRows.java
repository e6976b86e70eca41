package io.leadloop.ops.quality;

import io.leadloop.quality.Period;
import io.leadloop.quality.QualityRows;
import java.util.List;

/** Which rows stand behind a figure: of which count, of which day. */
enum FigureRows {
    /** Conversions by the day of their step. */
    CONVERSIONS,
    /** Conversions by the day of their click. */
    CLICKS,
    /** Steps that the CRM told of, with or without a conversion. */
    STEPS;

    List<QualityRows.Row> read(QualityRows rows, Period period, QualityRows.Filter filter, int limit) {
        return switch (this) {
            case CONVERSIONS -> rows.conversions(period, filter, limit);
            case CLICKS -> rows.byClick(period, filter, limit);
            case STEPS -> rows.steps(period, filter, limit);
        };
    }
}
