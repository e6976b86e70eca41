package io.leadloop.ops.desk;

import io.leadloop.conversion.ActionHold;
import io.leadloop.conversion.ActionHolds;
import io.leadloop.conversion.ConversionCauses;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.DestinationPauses;
import io.leadloop.crm.SourceHealth;
import io.leadloop.crm.SourceRefusals;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Destinations;
import io.leadloop.inbox.InboxLag;
import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.lead.Leads;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.StuckLeads;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What is wrong now, by cause: what an operator looks at first. */
@Component
public class OperationsStatus {

    private static final Duration NOT_SENT_SINCE = Duration.ofDays(30);
    private static final Map<ConversionState, String> WORDS = Arrays.stream(ConversionState.values())
            .collect(Collectors.toUnmodifiableMap(it -> it, ConversionState::words));

    private final Stages stages;
    private final Leads leads;
    private final StuckLeads stuck;
    private final ConversionCauses causes;
    private final DestinationPauses pauses;
    private final ActionHolds holds;
    private final InboxMessages inbox;
    private final InboxLag lag;
    private final SourceHealth sources;
    private final BulkWork bulk;
    private final Destinations accounts;
    private final Clock clock;

    OperationsStatus(
            Stages stages,
            Leads leads,
            StuckLeads stuck,
            ConversionCauses causes,
            DestinationPauses pauses,
            ActionHolds holds,
            InboxMessages inbox,
            InboxLag lag,
            SourceHealth sources,
            BulkWork bulk,
            Destinations accounts,
            Clock clock) {
        this.stages = stages;
        this.leads = leads;
        this.stuck = stuck;
        this.causes = causes;
        this.pauses = pauses;
        this.holds = holds;
        this.inbox = inbox;
        this.lag = lag;
        this.sources = sources;
        this.bulk = bulk;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * A stage with its leads.
     *
     * @param stuck how many stand there too long and nobody acknowledged it
     * @param acknowledged how many stand there too long and somebody acknowledged it
     */
    public record StageLine(String id, String name, long leads, long stuck, long acknowledged) {

        static StageLine of(String id, String name, long leads, StuckLeads.Count stuck) {
            return new StageLine(id, name, leads, stuck.open(), stuck.acknowledged());
        }
    }

    /** A destination that takes nothing for now, with what waits for it. */
    public record PauseLine(DestinationPause pause, long waiting) {}

    /** An action that a destination refuses while it takes the others, with what waits for it. */
    public record HoldLine(ActionHold hold, long waiting) {}

    /**
     * @param heardAt when its last webhook was stored, to the minute; null where none ever was
     * @param silentSince that, or when LeadLoop first started with this source
     * @param silent whether somebody should look at its webhooks
     * @param refused what its CRM refuses now, in words; empty while it answers
     */
    public record SourceLine(
            String source,
            @Nullable Instant heardAt,
            Instant silentSince,
            long minutesAgo,
            boolean silent,
            List<String> refused) {}

    /**
     * @param failing conversions that wait for a person or fail over and over, by cause, those that wait for a person first;
     *     without what waits for a paused destination or a held action, which stand in {@code paused} and {@code held} as
     *     one cause each
     * @param held actions that a platform refuses while it takes the others
     * @param words what people read of each state of a conversion
     * @param accounts what people call each ad account, by its id
     * @param notSent conversions of the last 30 days that were never sent, by cause
     * @param inbox events that wait for someone, by state
     * @param inboxHeld events that wait for a reason: suspended in Cockpit, or a failure that is tried again
     * @param inboxLagSeconds the age of the oldest event that could be applied now
     */
    public record View(
            Instant at,
            List<StageLine> stages,
            List<PauseLine> paused,
            List<HoldLine> held,
            List<ConversionCauses.Cause> failing,
            List<ConversionCauses.Cause> notSent,
            Map<String, Long> inbox,
            long inboxHeld,
            long inboxLagSeconds,
            List<SourceLine> sources,
            List<BulkJob> jobs,
            Map<ConversionState, String> words,
            Map<String, String> accounts) {

        public long stuck() {
            return stages.stream().mapToLong(StageLine::stuck).sum();
        }
    }

    /** The part of it that is about conversions: what counts every lead is left out. */
    public Undelivered undelivered() {
        Instant now = clock.instant();
        return new Undelivered(paused(), held(), failing(), causes.notSent(now.minus(NOT_SENT_SINCE)));
    }

    /** See {@link View}. */
    public record Undelivered(
            List<PauseLine> paused,
            List<HoldLine> held,
            List<ConversionCauses.Cause> failing,
            List<ConversionCauses.Cause> notSent) {}

    public View now() {
        Instant now = clock.instant();
        Map<String, Long> byStage = leads.countByStage();
        Map<String, StuckLeads.Count> stuckByStage = stuck.count(now);
        return new View(
                now,
                stages.all().stream()
                        .map(it -> StageLine.of(
                                it.id(),
                                it.name(),
                                byStage.getOrDefault(it.id(), 0L),
                                stuckByStage.getOrDefault(it.id(), StuckLeads.Count.NONE)))
                        .toList(),
                paused(),
                held(),
                failing(),
                causes.notSent(now.minus(NOT_SENT_SINCE)),
                inbox(),
                inbox.countHeld(),
                lag.now().toSeconds(),
                sources(now),
                bulk.newest(5),
                WORDS,
                accounts.all().stream()
                        .map(Destination::profile)
                        .collect(Collectors.toMap(DestinationProfile::id, DestinationProfile::name)));
    }

    List<PauseLine> paused() {
        return pauses.all().stream()
                .map(it -> new PauseLine(it, causes.waiting(List.of(it.destination()))))
                .toList();
    }

    private List<HoldLine> held() {
        return holds.all().stream()
                .map(it -> new HoldLine(it, causes.waiting(it.destination(), it.action())))
                .toList();
    }

    private List<ConversionCauses.Cause> failing() {
        return causes.failing().stream()
                .sorted(Comparator.comparing(it -> it.state() == ConversionState.PLANNED))
                .toList();
    }

    Map<String, Long> inbox() {
        Map<InboxMessage.State, Long> counts = inbox.count();
        return counts.entrySet().stream()
                .collect(Collectors.toMap(it -> it.getKey().name(), Map.Entry::getValue));
    }

    private List<SourceLine> sources(Instant now) {
        return sources.all().stream()
                .map(it -> new SourceLine(
                        it.name(),
                        it.lastEventAt(),
                        it.silentSince(),
                        Duration.between(it.silentSince(), now).toMinutes(),
                        it.isSilent(),
                        it.refusals().stream()
                                .map(SourceRefusals.Refusal::words)
                                .distinct()
                                .toList()))
                .toList();
    }
}
