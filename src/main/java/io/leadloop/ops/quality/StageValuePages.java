package io.leadloop.ops.quality;

import io.leadloop.lead.Stage;
import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValueSettings;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.quality.Calibration;
import io.leadloop.quality.StageEstimates;
import io.leadloop.quality.StageEstimates.Won;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What a stage is worth: the expected values by segment, and whether they would have been true. */
@Controller
class StageValuePages {

    private static final String PAGE = "/ops/quality/stage-values";
    private static final int MOST_ROWS = 100;

    private final ExpectedValues values;
    private final ExpectedValueSettings settings;
    private final StageEstimates estimates;
    private final LivePipeline live;
    private final Periods spans;

    StageValuePages(
            ExpectedValues values,
            ExpectedValueSettings settings,
            StageEstimates estimates,
            LivePipeline live,
            Periods spans) {
        this.live = live;
        this.values = values;
        this.settings = settings;
        this.estimates = estimates;
        this.spans = spans;
    }

    /** @param segment in what leads are alike, a {@link Dimension}; "told" for what conversions are told by */
    @GetMapping(PAGE)
    String page(
            FigureQuery asked,
            @RequestParam(required = false) @Nullable String stage,
            @RequestParam(required = false) @Nullable String segment,
            HttpServletRequest request,
            Model model) {
        spans.partOf(asked, model);
        List<Stage> stages = estimates.stages();
        List<ExpectedValue> known = values.all();
        Stage chosen = chosen(stages, stage, known);
        StageValues found = StageValues.of(chosen == null ? "" : chosen.id(), known);
        List<Dimension> dimensions = found.dimensions();
        Dimension by = dimensions.stream()
                .filter(it -> it.name().equalsIgnoreCase(segment))
                .findFirst()
                .orElse(null);
        boolean isTold = by == null && (dimensions.isEmpty() || "told".equals(segment));
        Dimension shown = by == null && !isTold ? found.mostDifferent().orElse(null) : by;
        model.addAttribute("stages", stages);
        model.addAttribute("stage", chosen);
        model.addAttribute("values", found);
        model.addAttribute("shownBy", shown == null ? "told" : shown.name().toLowerCase(Locale.ROOT));
        model.addAttribute(
                "rows",
                (shown == null ? found.told() : found.by(shown))
                        .stream().limit(MOST_ROWS).toList());
        model.addAttribute("isAlike", shown != null && found.isAlike(shown));
        model.addAttribute("tells", chosen != null && tells(chosen));
        model.addAttribute("mostADay", settings.mostADay());
        model.addAttribute("mayRenew", request.isUserInRole("ADMIN") || request.isUserInRole("SALES_OPS"));
        return "ops/stage-values";
    }

    /** Whether a line of the live plan tells platforms the expected value of the stage. */
    private boolean tells(Stage stage) {
        return live.pipeline().reports().stream()
                .anyMatch(it -> it.stage().equals(stage.id()) && it.value() == ValueRule.EXPECTED);
    }

    /** The one deepest in the pipeline says most, of those that leads have reached. */
    private static @Nullable Stage chosen(List<Stage> stages, @Nullable String id, List<ExpectedValue> known) {
        Set<String> reached = known.stream().map(ExpectedValue::stage).collect(Collectors.toSet());
        return stages.stream()
                .filter(it -> it.id().equals(id))
                .findFirst()
                .or(() ->
                        stages.stream().filter(it -> reached.contains(it.id())).reduce((shallow, deep) -> deep))
                .or(() -> stages.stream().reduce((shallow, deep) -> deep))
                .orElse(null);
    }

    /** The part that takes longer: how the wins come in, and the back-test. */
    @GetMapping(PAGE + "/back-test")
    String backTest(FigureQuery asked, @RequestParam String stage, Model model) {
        spans.partOf(asked, model);
        List<Won> curve = estimates.curve(stage);
        Calibration calibration = estimates.calibration(stage);
        model.addAttribute("curve", curve);
        model.addAttribute(
                "days", curve.stream().map(it -> Long.toString(it.day())).collect(Collectors.joining("|")));
        model.addAttribute(
                "percents",
                curve.stream().map(it -> Double.toString(it.percent())).collect(Collectors.joining("|")));
        model.addAttribute("calibration", calibration);
        return "ops/stage-values :: back-test";
    }
}
