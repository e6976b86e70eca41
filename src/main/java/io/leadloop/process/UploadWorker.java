package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionChains.Standing;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.process.UploadTasks.Ending;
import io.leadloop.trace.TraceSpan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.externaltask.LockedExternalTask;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Uploads one batch of one destination: fetch, check again, open the ledger, call the platform outside of any transaction,
 * close the ledger, end the tasks. Whatever happens in between, the next round finds in the ledger what is delivered and sends
 * the rest under the same keys.
 */
@Component
public class UploadWorker {

    private static final Logger log = LoggerFactory.getLogger(UploadWorker.class);

    private static final Standing ALONE = new Standing(false, false, true, false);

    private final UploadTasks tasks;
    private final Conversions conversions;
    private final ConversionChains chains;
    private final ConversionLedger ledger;
    private final ConversionStates states;
    private final PlatformRequests requests;
    private final DestinationCircuit circuit;
    private final ActionCircuit actions;
    private final UploadCheck check;
    private final LateRepetitions repetitions;
    private final UploadMetrics metrics;
    private final UploadTraces traces;
    private final UploadSettings settings;
    private final Clock clock;

    UploadWorker(
            UploadTasks tasks,
            Conversions conversions,
            ConversionChains chains,
            ConversionLedger ledger,
            ConversionStates states,
            PlatformRequests requests,
            DestinationCircuit circuit,
            ActionCircuit actions,
            UploadCheck check,
            LateRepetitions repetitions,
            UploadMetrics metrics,
            UploadTraces traces,
            UploadSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.conversions = conversions;
        this.chains = chains;
        this.ledger = ledger;
        this.states = states;
        this.requests = requests;
        this.circuit = circuit;
        this.actions = actions;
        this.check = check;
        this.repetitions = repetitions;
        this.metrics = metrics;
        this.traces = traces;
        this.settings = settings;
        this.clock = clock;
    }

    /** Uploads what is due, at most one batch; gives back how many conversions it dealt with. */
    public int upload(Destination destination) {
        DestinationProfile platform = destination.profile();
        Optional<DestinationPause> pause = circuit.pauseOf(platform.id());
        if (pause.isPresent() && !circuit.mayProbe(pause.get())) {
            return 0;
        }
        int most = pause.isPresent()
                ? 1
                : Math.min(settings.batchSize(), platform.wire().maxBatch());
        List<LockedExternalTask> fetched = tasks.fetch(platform.id(), most);
        if (fetched.isEmpty()) {
            return 0;
        }
        Map<UUID, LockedExternalTask> byConversion = new LinkedHashMap<>();
        fetched.forEach(it -> byConversion.put(UUID.fromString(it.getBusinessKey()), it));
        List<Ending> endings = new ArrayList<>();
        List<Upload> due = due(platform, byConversion, endings);
        Sent sent = send(destination, due, byConversion);
        endings.addAll(sent.endings());
        tasks.end(endings);
        // After the tasks have ended: who lets the action go unlocks what waits for it, this batch's own tasks too.
        actions.learn(platform.id(), sent.uploads(), sent.results());
        return fetched.size();
    }

    /** The uploads that the platform has to be told; what is known about the others already goes to the endings. */
    private List<Upload> due(
            DestinationProfile platform, Map<UUID, LockedExternalTask> byConversion, List<Ending> endings) {
        Map<UUID, Upload> uploads = conversions.uploads(byConversion.keySet()).stream()
                .collect(Collectors.toMap(it -> it.conversion().id(), Function.identity()));
        Map<UUID, Standing> standing = chains.standing(uploads.values().stream()
                .filter(it -> it.conversion().isAdjustment())
                .map(it -> it.conversion().id())
                .toList());
        ActionCircuit.Batch held = actions.of(platform.id());
        List<Upload> due = new ArrayList<>();
        List<Move> moves = new ArrayList<>();
        byConversion.forEach((id, task) -> {
            Upload upload = uploads.get(id);
            if (upload == null) {
                endings.add(Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED));
                return;
            }
            boolean isUsedUp = upload.conversion().state() == ConversionState.EXHAUSTED;
            if (upload.conversion().state() != ConversionState.PLANNED && !isUsedUp) {
                endings.add(known(task, upload.conversion()));
                return;
            }
            Standing among = standing.getOrDefault(id, ALONE);
            UploadResult wait = check.wait(upload, among).orElse(null);
            if (wait != null) {
                moves.add(waits(id, wait));
                endings.add(Ending.later(task, wait));
                return;
            }
            Optional<Move> refusal = check.refusal(platform, upload, among);
            if (refusal.isEmpty() && held.keeps(upload)) {
                endings.add(Ending.hold(task));
            } else if (refusal.isEmpty()) {
                if (isUsedUp) {
                    // Somebody gave its task retries in Cockpit.
                    moves.add(Move.clean(id, ConversionTransition.SEND_AGAIN));
                }
                due.add(upload);
            } else {
                moves.add(refusal.get());
                endings.add(Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED));
            }
        });
        states.apply(moves, clock.instant());
        return due;
    }

    private Move waits(UUID id, UploadResult why) {
        Instant until = clock.instant().plus(Objects.requireNonNull(why.retryAfter()));
        return new Move(id, ConversionTransition.WAIT, why.code(), why.message(), until);
    }

    /** What the row says already: a node died between the ledger and the engine, or the row was settled a moment ago. */
    private static Ending known(LockedExternalTask task, Conversion conversion) {
        return switch (conversion.state()) {
            case ACCEPTED -> Ending.complete(task, ConversionUpload.OUTCOME_ACCEPTED);
            case REJECTED -> Ending.complete(task, ConversionUpload.OUTCOME_REJECTED);
            default -> Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED);
        };
    }

    /** What was sent, what came of each, and how their tasks end. */
    private record Sent(List<Upload> uploads, List<UploadResult> results, List<Ending> endings) {

        static final Sent NOTHING = new Sent(List.of(), List.of(), List.of());
    }

    private Sent send(Destination destination, List<Upload> candidates, Map<UUID, LockedExternalTask> byConversion) {
        if (candidates.isEmpty()) {
            return Sent.NOTHING;
        }
        UploadSpans spans = traces.begin(candidates);
        try (TraceSpan.Current current = spans.current()) {
            return send(destination, candidates, byConversion, spans);
        } catch (RuntimeException e) {
            spans.failed();
            throw e;
        }
    }

    private Sent send(
            Destination destination,
            List<Upload> candidates,
            Map<UUID, LockedExternalTask> byConversion,
            UploadSpans spans) {
        String id = destination.profile().id();
        Instant started = clock.instant();
        Map<UUID, Integer> opened =
                ledger.open(spans.openings(candidates), started, started.minus(settings.inFlight()));
        // An event may have changed them since they were read; from the attempt on they are not changed in their place.
        List<Upload> due = Upload.as(conversions.find(opened.keySet()), candidates);
        if (due.isEmpty()) {
            return Sent.NOTHING;
        }
        List<UploadResult> results = new ArrayList<>();
        List<UploadResult> said = repetitions.send(destination, due, opened, it -> call(destination, it));
        for (int i = 0; i < said.size(); i++) {
            results.add(afterLastTry(
                    said.get(i), byConversion.get(due.get(i).conversion().id())));
        }
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            UUID conversion = due.get(i).conversion().id();
            UploadResult result = results.get(i);
            boolean isLast = !saysWhen(result) && tasks.isLastTry(byConversion.get(conversion));
            answers.add(new Answer(conversion, Objects.requireNonNull(opened.get(conversion)), result, isLast));
        }
        Instant ended = clock.instant();
        Set<UUID> moved = ledger.close(answers, ended);
        spans.end(answers);
        requests.add(id, results, ended, ended.plus(LaterVerdictPoll.FIRST));
        metrics.record(id, due, results, started);
        List<Ending> endings = new ArrayList<>();
        for (Answer answer : answers) {
            LockedExternalTask task = byConversion.get(answer.conversion());
            // Withdrawn, dropped or cancelled meanwhile: its process has ended already.
            if (task != null && moved.contains(answer.conversion())) {
                endings.add(ending(task, answer));
            }
        }
        circuit.learn(id, due, results);
        return new Sent(due, results, endings);
    }

    private static List<UploadResult> call(Destination destination, List<Upload> due) {
        try {
            List<UploadResult> results = destination.upload(due);
            if (results.size() != due.size()) {
                throw new IllegalStateException(destination.profile().id() + " gave " + results.size() + " results for "
                        + due.size() + " uploads");
            }
            return results;
        } catch (RuntimeException mistake) {
            // Ours, not the platform's: it goes through the retries and ends as incidents that show it.
            log.error(
                    "The adapter of {} failed on {} uploads",
                    destination.profile().id(),
                    due.size(),
                    mistake);
            UploadResult retry = UploadResult.of(
                    Outcome.RETRY,
                    "ADAPTER_FAILURE",
                    "LeadLoop's adapter failed with " + mistake.getClass().getSimpleName() + "; see the log.");
            return due.stream().map(it -> retry).toList();
        }
    }

    /** Trouble between us and the platform uses the retries of no row up: after the last one the destination waits. */
    private UploadResult afterLastTry(UploadResult result, @Nullable LockedExternalTask task) {
        return result.outcome() == Outcome.RETRY && result.scope() == Scope.DESTINATION && tasks.isLastTry(task)
                ? result.asBlocked()
                : result;
    }

    private boolean saysWhen(UploadResult result) {
        Duration wait = result.retryAfter();
        return wait != null && wait.compareTo(settings.retryDelays().get(0)) > 0;
    }

    private Ending ending(LockedExternalTask task, Answer answer) {
        UploadResult result = answer.result();
        return switch (result.outcome()) {
            case ACCEPTED, DUPLICATE -> Ending.complete(task, ConversionUpload.OUTCOME_ACCEPTED);
            case REJECTED -> Ending.complete(task, ConversionUpload.OUTCOME_REJECTED);
            case RETRY -> saysWhen(result) ? Ending.later(task, result) : Ending.retry(task, result, answer.isLast());
            case BLOCKED -> result.scope() == Scope.ACTION ? Ending.hold(task) : Ending.giveBack(task);
        };
    }
}
