package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionChains.Standing;
import io.leadloop.conversion.ConversionLedger;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.DestinationPause;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.PlatformRequests;
import io.leadloop.conversion.Refusal;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.planning.ConsentPolicy;
import io.leadloop.planning.Timeliness;
import io.leadloop.process.UploadTasks.Ending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * Uploads one batch of one destination: fetch, check again, open the ledger, call the platform outside of any
 * transaction, close the ledger, end the tasks. Whatever happens in between, the next round finds in the ledger what is
 * delivered and sends the rest under the same keys.
 */
@Component
public class UploadWorker {

    private static final Logger log = LoggerFactory.getLogger(UploadWorker.class);

    /** A correction that overtakes what was told before it would be lost, or undone by it. */
    private static final UploadResult EARLIER_FIRST = UploadResult.of(
                    Outcome.RETRY, "EARLIER_FIRST", "What this one corrects, or an earlier correction, is on its way.")
            .after(Duration.ofHours(1));

    private static final Standing ALONE = new Standing(false, false);

    private final UploadTasks tasks;
    private final Conversions conversions;
    private final ConversionChains chains;
    private final ConversionLedger ledger;
    private final PlatformRequests requests;
    private final DestinationCircuit blocks;
    private final ConsentPolicy consent;
    private final UploadMetrics metrics;
    private final UploadSettings settings;
    private final Clock clock;

    UploadWorker(
            UploadTasks tasks,
            Conversions conversions,
            ConversionChains chains,
            ConversionLedger ledger,
            PlatformRequests requests,
            DestinationCircuit blocks,
            ConsentPolicy consent,
            UploadMetrics metrics,
            UploadSettings settings,
            Clock clock) {
        this.tasks = tasks;
        this.conversions = conversions;
        this.chains = chains;
        this.ledger = ledger;
        this.requests = requests;
        this.blocks = blocks;
        this.consent = consent;
        this.metrics = metrics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Uploads what is due, at most one batch; gives back how many conversions it dealt with. */
    public int upload(Destination destination) {
        DestinationProfile platform = destination.profile();
        Optional<DestinationPause> pause = blocks.pauseOf(platform.id());
        if (pause.isPresent() && !blocks.mayProbe(pause.get())) {
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
        Map<UUID, Upload> uploads = conversions.uploads(byConversion.keySet()).stream()
                .collect(Collectors.toMap(it -> it.conversion().id(), Function.identity()));
        Map<UUID, Standing> standing = chains.standing(uploads.values().stream()
                .filter(Upload::isCorrection)
                .map(it -> it.conversion().id())
                .toList());
        List<Ending> endings = new ArrayList<>();
        List<Upload> due = new ArrayList<>();
        Map<Refusal, List<UUID>> expired = new HashMap<>();
        byConversion.forEach((id, task) -> {
            Upload upload = uploads.get(id);
            Ending known = knownEnding(task, upload);
            if (known != null || upload == null) {
                endings.add(known == null ? Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED) : known);
                return;
            }
            Standing among = standing.getOrDefault(id, ALONE);
            if (among.waits() && !isTooLate(upload)) {
                endings.add(Ending.later(task, EARLIER_FIRST));
                return;
            }
            Refusal refusal = refusalNow(platform, upload, among);
            if (refusal == null) {
                due.add(upload);
            } else {
                expired.computeIfAbsent(refusal, it -> new ArrayList<>()).add(id);
                endings.add(Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED));
            }
        });
        expired.forEach((refusal, ids) ->
                conversions.settle(ids, ConversionState.EXPIRED, refusal.name(), refusal.words(), clock.instant()));
        endings.addAll(send(destination, due, byConversion));
        tasks.end(endings);
        return fetched.size();
    }

    /** What the row says already; null when the platform has to be told. */
    private static @Nullable Ending knownEnding(LockedExternalTask task, @Nullable Upload upload) {
        if (upload == null || !upload.conversion().isSettled()) {
            return null;
        }
        return upload.conversion().state() == ConversionState.ACCEPTED
                ? Ending.complete(task, ConversionUpload.OUTCOME_AGAIN)
                : Ending.complete(task, ConversionUpload.OUTCOME_EXPIRED);
    }

    private @Nullable Refusal refusalNow(DestinationProfile platform, Upload upload, Standing among) {
        Refusal byConsent = consent.refusal(upload.lead());
        if (byConsent != null) {
            return byConsent;
        }
        return upload.isCorrection()
                ? correctionRefusal(upload, among)
                : Timeliness.refusal(platform, upload.conversion().occurredAt(), upload.click(), clock.instant())
                        .orElse(null);
    }

    private @Nullable Refusal correctionRefusal(Upload upload, Standing among) {
        if (among.overtaken()) {
            return Refusal.CORRECTION_OVERTAKEN;
        }
        if (upload.step().state() != ConversionState.ACCEPTED) {
            return Refusal.ORIGINAL_NOT_TAKEN;
        }
        return isTooLate(upload) ? Refusal.CORRECTION_TOO_LATE : null;
    }

    private boolean isTooLate(Upload upload) {
        Instant until = upload.conversion().sendBefore();
        return until != null && clock.instant().isAfter(until);
    }

    private List<Ending> send(
            Destination destination, List<Upload> candidates, Map<UUID, LockedExternalTask> byConversion) {
        if (candidates.isEmpty()) {
            return List.of();
        }
        String id = destination.profile().id();
        Instant started = clock.instant();
        Set<UUID> opened =
                ledger.open(candidates.stream().map(Upload::conversion).toList(), started);
        List<Upload> due = candidates.stream()
                .filter(it -> opened.contains(it.conversion().id()))
                .toList();
        if (due.isEmpty()) {
            return List.of();
        }
        List<UploadResult> results = call(destination, due);
        Map<UUID, UploadResult> byId = new LinkedHashMap<>();
        for (int i = 0; i < due.size(); i++) {
            byId.put(due.get(i).conversion().id(), results.get(i));
        }
        Instant ended = clock.instant();
        ledger.close(byId, ended);
        requests.add(id, results, ended, ended.plus(LaterVerdictPoll.FIRST));
        metrics.record(id, due, results, started);
        List<Ending> endings = new ArrayList<>();
        for (int i = 0; i < due.size(); i++) {
            Conversion conversion = due.get(i).conversion();
            LockedExternalTask task = byConversion.get(conversion.id());
            if (task != null) {
                endings.add(ending(task, conversion, results.get(i)));
            }
        }
        blocks.learn(id, results, due.get(0).conversion().id());
        return endings;
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

    private boolean saysWhen(UploadResult result) {
        Duration wait = result.retryAfter();
        return wait != null && wait.compareTo(settings.retryDelays().get(0)) > 0;
    }

    private Ending ending(LockedExternalTask task, Conversion conversion, UploadResult result) {
        return switch (result.outcome()) {
            // After an earlier rejection the variable still says so; then it has to be overwritten.
            case ACCEPTED, DUPLICATE ->
                Ending.complete(task, conversion.attempts() == 0 ? null : ConversionUpload.OUTCOME_AGAIN);
            case REJECTED -> Ending.complete(task, ConversionUpload.OUTCOME_REJECTED);
            case RETRY -> saysWhen(result) ? Ending.later(task, result) : Ending.retry(task, result);
            case BLOCKED -> Ending.giveBack(task);
        };
    }
}
