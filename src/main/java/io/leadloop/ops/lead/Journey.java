package io.leadloop.ops.lead;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionType;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageChange;
import io.leadloop.lead.StageMove;
import io.leadloop.ops.desk.LeadDossier;
import io.leadloop.ops.desk.LeadDossier.Click;
import io.leadloop.ops.desk.LeadDossier.ConversionFile;
import io.leadloop.ops.lead.JourneyStep.Kind;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Puts the journey of a lead together: clicks, capture, stages, adjustments, the oldest first. */
final class Journey {

    private static final Comparator<JourneyStep> OLDEST_FIRST = Comparator.comparing(
                    JourneyStep::at, Comparator.nullsFirst(Comparator.<Instant>naturalOrder()))
            .thenComparing(JourneyStep::kind);

    private Journey() {}

    static List<JourneyStep> of(Lead lead, LeadDossier dossier, List<StageChange> history, List<Stage> stages) {
        Map<String, Stage> known = stages.stream().collect(Collectors.toMap(Stage::id, Function.identity()));
        return Stream.of(
                        dossier.clicks().stream().map(Journey::click),
                        Stream.ofNullable(lead.capturedAt())
                                .map(it -> new JourneyStep(
                                        it, Kind.CAPTURED, "Known to the CRM", "when it captured the lead", null)),
                        history.stream().map(it -> stage(it, known.get(it.stage()))),
                        dossier.conversions().stream()
                                .filter(it -> it.conversion().isAdjustment())
                                .map(Journey::adjustment))
                .flatMap(Function.identity())
                .sorted(OLDEST_FIRST)
                .toList();
    }

    private static JourneyStep click(Click click) {
        String note = click.clickedAt() == null
                ? "nobody told when"
                : click.timeStandsIn() ? "first seen; nobody told when it was clicked" : "";
        return new JourneyStep(
                click.clickedAt(),
                Kind.CLICK,
                "Ad click (" + click.kind() + ")",
                click.damage() == null ? note : "damaged: " + click.damage(),
                null);
    }

    private static JourneyStep stage(StageChange change, @Nullable Stage stage) {
        String name = stage == null ? change.stage() : stage.name();
        Kind kind = stage == null
                ? Kind.STAGE
                : switch (stage.kind()) {
                    case REVENUE -> Kind.WON;
                    case LOST -> Kind.LOST;
                    default -> Kind.STAGE;
                };
        return new JourneyStep(
                change.occurredAt(),
                kind,
                name,
                note(change, name),
                change.dealValue().amount());
    }

    private static String note(StageChange change, String name) {
        return Stream.of(
                        change.crmStatus().equals(name) ? null : "the CRM said \"" + change.crmStatus() + "\"",
                        change.dealId().isEmpty() ? null : "deal " + change.dealId(),
                        change.move() == StageMove.PASSED ? "told late" : null,
                        change.dealValue().note())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
    }

    private static JourneyStep adjustment(ConversionFile file) {
        Conversion it = file.conversion();
        boolean isRetraction = it.type() == ConversionType.RETRACTION;
        return new JourneyStep(
                it.occurredAt(),
                Kind.ADJUSTED,
                (isRetraction ? "Taken back at " : "Changed at ") + file.platform(),
                it.stage() + ", " + file.stateWords(),
                it.value());
    }
}
