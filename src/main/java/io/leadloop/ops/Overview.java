package io.leadloop.ops;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.crm.SourceRefusals;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Destinations;
import io.leadloop.expiry.Ending;
import io.leadloop.expiry.Endings;
import io.leadloop.expiry.Expiry;
import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Leads;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.CockpitHolds;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the first page shows, read in one go. */
@Component
class Overview {

    private static final int NEWEST = 25;

    private final Stages stages;
    private final Leads leads;
    private final Conversions conversions;
    private final InboxMessages inbox;
    private final Destinations destinations;
    private final DestinationPauses pauses;
    private final Endings endings;
    private final ActionHolds actions;
    private final PlatformRequests requests;
    private final CockpitHolds holds;
    private final SourceRefusals refusals;
    private final Clock clock;

    Overview(
            Stages stages,
            Leads leads,
            Conversions conversions,
            InboxMessages inbox,
            Destinations destinations,
            DestinationPauses pauses,
            Endings endings,
            ActionHolds actions,
            PlatformRequests requests,
            CockpitHolds holds,
            SourceRefusals refusals,
            Clock clock) {
        this.stages = stages;
        this.leads = leads;
        this.conversions = conversions;
        this.inbox = inbox;
        this.destinations = destinations;
        this.pauses = pauses;
        this.endings = endings;
        this.actions = actions;
        this.requests = requests;
        this.holds = holds;
        this.refusals = refusals;
        this.clock = clock;
    }

    record StageCount(Stage stage, long leads) {}

    record ConversionLine(Conversion conversion, @Nullable Lead lead) {}

    /** A destination and whether it sends: OFF, ON, BLOCKED, RATE_LIMIT, or OPERATOR for paused by a person. */
    record DestinationLine(
            Destination destination, @Nullable DestinationPause pause, List<ActionHold> holds, String state) {

        static DestinationLine of(Destination destination, @Nullable DestinationPause pause, List<ActionHold> holds) {
            String state = pause == null ? "ON" : pause.cause().name();
            return new DestinationLine(destination, pause, holds, destination.isOn() ? state : "OFF");
        }
    }

    record View(
            List<StageCount> stages,
            long leads,
            List<ConversionLine> conversions,
            Set<UUID> suspended,
            List<Conversions.Count> counts,
            Map<String, Long> inbox,
            long inboxHeld,
            List<DestinationLine> destinations,
            List<SourceRefusals.Refusal> refusals) {

        /** How many conversions wait for somebody because they were rejected. */
        public long rejected() {
            return standing(ConversionState.REJECTED);
        }

        /** How many wait because every retry failed. */
        public long exhausted() {
            return standing(ConversionState.EXHAUSTED);
        }

        /** How many wait because their upload was ended in Cockpit. */
        public long cancelled() {
            return standing(ConversionState.CANCELLED);
        }

        private long standing(ConversionState state) {
            return counts.stream()
                    .filter(it -> it.state() == state)
                    .mapToLong(Conversions.Count::conversions)
                    .sum();
        }

        /** The name of the destination while it takes nothing; null while it does. */
        public @Nullable String paused(String destination) {
            return destinations.stream()
                    .filter(it -> it.pause() != null)
                    .map(it -> it.destination().profile())
                    .filter(it -> it.id().equals(destination))
                    .map(DestinationProfile::name)
                    .findFirst()
                    .orElse(null);
        }
    }

    View now() {
        Map<String, Long> byStage = leads.countByStage();
        List<Conversion> newest = conversions.search(null, null, null, NEWEST);
        Map<?, Lead> known =
                leads.find(newest.stream().map(Conversion::lead).distinct().toList());
        Map<InboxMessage.State, Long> waiting = inbox.count();
        return new View(
                stages.all().stream()
                        .map(it -> new StageCount(it, byStage.getOrDefault(it.id(), 0L)))
                        .toList(),
                byStage.values().stream().mapToLong(Long::longValue).sum(),
                newest.stream()
                        .map(it -> new ConversionLine(it, known.get(it.lead())))
                        .toList(),
                holds.suspended(newest.stream()
                        .filter(it -> it.state().isOpen())
                        .map(Conversion::id)
                        .toList()),
                conversions.countByDestinationAndState(),
                waiting.entrySet().stream()
                        .collect(Collectors.toMap(it -> it.getKey().name(), Map.Entry::getValue)),
                inbox.countHeld(),
                destinationLines(),
                refusals.all());
    }

    List<Ending> endings() {
        return endings.of(Expiry.Holder.DESTINATION);
    }

    /** What platforms counted in the end of what they took in the last seven days, by destination. */
    Map<String, PlatformRequests.Verdict> verdicts() {
        return requests.since(clock.instant().minus(Duration.ofDays(7))).stream()
                .collect(Collectors.toMap(PlatformRequests.Verdict::destination, Function.identity()));
    }

    List<DestinationLine> destinationLines() {
        Map<String, DestinationPause> paused =
                pauses.all().stream().collect(Collectors.toMap(DestinationPause::destination, Function.identity()));
        return destinations.all().stream()
                .map(it -> DestinationLine.of(
                        it,
                        paused.get(it.profile().id()),
                        actions.of(it.profile().id())))
                .sorted(Comparator.comparing(
                        it -> it.pause() == null && it.holds().isEmpty()))
                .toList();
    }
}
