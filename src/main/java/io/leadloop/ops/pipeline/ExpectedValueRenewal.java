package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.ExpectedValueSettings;
import io.leadloop.pipeline.ExpectedValues;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.PlanWords;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StageEstimate;
import io.leadloop.quality.StageEstimates;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Estimates the expected values and writes them: the one writer of their table. Between figures, which read only, and planning,
 * which knows no figures.
 */
@Component
public class ExpectedValueRenewal {

    private static final Logger log = LoggerFactory.getLogger(ExpectedValueRenewal.class);
    private static final Duration FRESH = Duration.ofHours(6);

    private final StageEstimates estimates;
    private final ExpectedValues values;
    private final ExpectedValueSettings settings;
    private final LivePipeline live;
    private final ExpectedValueWords words;
    private final Clock clock;

    ExpectedValueRenewal(
            StageEstimates estimates,
            ExpectedValues values,
            ExpectedValueSettings settings,
            LivePipeline live,
            ExpectedValueWords words,
            Clock clock) {
        this.estimates = estimates;
        this.values = values;
        this.settings = settings;
        this.live = live;
        this.words = words;
        this.clock = clock;
    }

    /** Runs every ten minutes, so that the first values of a new house are there soon, and renews them after six. */
    @RunsAs(Watch.EXPECTED_VALUES)
    void look() {
        List<ExpectedValue> before = values.all();
        Instant now = clock.instant();
        boolean isFresh = before.stream()
                .anyMatch(it -> it.value() != null
                        && Duration.between(it.computedAt(), now).compareTo(FRESH) < 0);
        if (!isFresh) {
            renew();
        }
    }

    /** Estimates all of them anew; what the live plan tells moves by its bound at most. */
    public void renew() {
        List<ExpectedValue> before = values.all();
        List<StageEstimate> estimated = estimates.all();
        Map<String, String> names = words.stageNames();
        Set<String> told = told();
        Instant now = clock.instant();
        List<ExpectedValue> renewed = estimated.stream()
                .map(it -> value(
                        it,
                        told.contains(it.stage()) ? before(before, it) : Optional.empty(),
                        names.getOrDefault(it.stage(), it.stage()),
                        now))
                .toList();
        values.replace(renewed);
        log.info("Expected values of {} segments are estimated", renewed.size());
    }

    /** The stages of which the live plan tells them. */
    private Set<String> told() {
        try {
            return live.pipeline().reports().stream()
                    .filter(it -> it.value() == ValueRule.EXPECTED)
                    .map(ReportLine::stage)
                    .collect(Collectors.toSet());
        } catch (NotAPipeline unreadable) {
            return estimates.stages().stream().map(it -> it.id()).collect(Collectors.toSet());
        }
    }

    /** What such leads were told by until now: their own segment's value, or that of the wider one. */
    private static Optional<ExpectedValue> before(List<ExpectedValue> before, StageEstimate now) {
        return before.stream()
                .filter(it -> it.value() != null
                        && it.stage().equals(now.stage())
                        && it.segment().holds(now.segment())
                        && String.valueOf(it.estimate().currency()).equals(now.currency()))
                .max(Comparator.comparingInt(it -> it.segment().depth()));
    }

    private ExpectedValue value(StageEstimate estimate, Optional<ExpectedValue> before, String stage, Instant now) {
        BigDecimal expected = estimate.expected();
        if (!estimate.told() || expected == null) {
            return new ExpectedValue(estimate, null, "", now);
        }
        BigDecimal value = before.map(it -> bounded(expected, it, now)).orElse(expected);
        String how = words.estimate(estimate, stage) + ": " + PlanWords.money(expected, estimate.currency());
        if (value.compareTo(expected) != 0) {
            how += ", told as " + PlanWords.money(value, estimate.currency()) + " for now: it moves by at most "
                    + settings.mostADay() + " % a day";
        }
        return new ExpectedValue(estimate, value, how, now);
    }

    private BigDecimal bounded(BigDecimal expected, ExpectedValue before, Instant now) {
        return bounded(expected, before.value(), Duration.between(before.computedAt(), now), settings.mostADay());
    }

    /**
     * The expected value, or as near to it as the bound lets a value move in that time; never further than in one day, however
     * long nothing was estimated.
     */
    static BigDecimal bounded(BigDecimal expected, @Nullable BigDecimal before, Duration since, int mostADay) {
        if (before == null || before.signum() == 0) {
            return expected;
        }
        double days = Math.max(
                0, Math.min(1, since.toMillis() / (double) Duration.ofDays(1).toMillis()));
        BigDecimal most = times(before, Math.pow(1 + mostADay / 100.0, days));
        BigDecimal least = times(before, Math.pow(1 - mostADay / 100.0, days));
        return expected.max(least).min(most);
    }

    private static BigDecimal times(BigDecimal value, double factor) {
        return value.multiply(BigDecimal.valueOf(factor)).setScale(2, RoundingMode.HALF_EVEN);
    }
}
