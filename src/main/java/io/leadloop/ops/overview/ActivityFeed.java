package io.leadloop.ops.overview;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Stage;
import io.leadloop.ops.overview.RecentSteps.Step;
import io.leadloop.ops.overview.RecentSteps.Told;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.CockpitHolds;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The newest activity in words. */
@Component
class ActivityFeed {

    private static final Duration AT_ONCE = Duration.ofDays(1);
    private static final int NEWEST = 12;

    private final RecentSteps steps;
    private final Stages stages;
    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final ActionHolds actions;
    private final CockpitHolds cockpit;
    private final Clock clock;

    ActivityFeed(
            RecentSteps steps,
            Stages stages,
            Destinations destinations,
            DestinationPauses pauses,
            ActionHolds actions,
            CockpitHolds cockpit,
            Clock clock) {
        this.steps = steps;
        this.stages = stages;
        this.destinations = destinations;
        this.pauses = pauses;
        this.actions = actions;
        this.cockpit = cockpit;
        this.clock = clock;
    }

    /** The newest first. */
    List<Activity> newest() {
        List<Step> newest = steps.newest(NEWEST);
        Map<UUID, List<Told>> told =
                steps.told(newest.stream().map(Step::lead).distinct().toList());
        Map<String, Stage> known = stages.all().stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        TellingWords words = words(told);
        return newest.stream()
                .map(step -> new Activity(
                        "step-" + step.lead() + "-" + step.stage() + "-"
                                + Integer.toHexString(step.dealId().hashCode()),
                        step.lead(),
                        step.name(),
                        did(step, known.get(step.stage())) + when(step),
                        step.amount(),
                        step.heardAt(),
                        words.of(
                                told.getOrDefault(step.lead(), List.of()).stream()
                                        .filter(it -> it.isOf(step))
                                        .toList(),
                                step.heardAt())))
                .toList();
    }

    private TellingWords words(Map<UUID, List<Told>> told) {
        Set<UUID> suspended = cockpit.suspended(told.values().stream()
                .flatMap(List::stream)
                .filter(it -> it.state().isOpen())
                .map(Told::conversion)
                .toList());
        return new TellingWords(
                id -> destinations.find(id).map(it -> it.profile().name()).orElse(id),
                pauses.all().stream().map(DestinationPause::destination).collect(Collectors.toSet()),
                actions.all().stream()
                        .collect(Collectors.groupingBy(
                                ActionHold::destination, Collectors.mapping(ActionHold::action, Collectors.toSet()))),
                suspended,
                clock.instant());
    }

    /** The UTC day of the step where it was heard of more than a day later; empty else. */
    static String when(Step step) {
        return Duration.between(step.at(), step.heardAt()).compareTo(AT_ONCE) > 0
                ? " on " + LocalDate.ofInstant(step.at(), ZoneOffset.UTC)
                : "";
    }

    /** What a lead did, in words: {@code became SQL}. */
    static String did(Step step, @Nullable Stage stage) {
        if (stage == null) {
            return "came to " + step.stage();
        }
        return switch (stage.kind()) {
            case QUALIFIED -> "became " + stage.name();
            case REVENUE -> "was won";
            case LOST -> "was lost";
            case PRIMARY -> "came in";
            case MICRO -> "came to " + stage.name();
        };
    }
}
