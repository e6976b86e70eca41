package io.leadloop.ops.desk;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.database.TimeOrderedIds;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.process.ConversionVerbs.NotPossible;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One verb on all conversions of a cause: asked for at once, done in the background, in batches of one transaction each,
 * on any node. A conversion is touched only while it still stands as it did when the verb was asked for, so pressing twice
 * does nothing twice.
 */
@Component
public class BulkWork {

    private static final Logger log = LoggerFactory.getLogger(BulkWork.class);
    private static final int BATCH = 50;
    /** A waiting one is sent at once, one that our own rules kept back is looked at again; the others may be sent again. */
    private static final Set<ConversionState> RETRIABLE = EnumSet.of(ConversionState.PLANNED);

    static {
        RETRIABLE.addAll(ConversionTransition.RECONSIDER.from());
        RETRIABLE.addAll(ConversionTransition.SEND_AGAIN.from());
    }

    private final BulkJobs jobs;
    private final Desk desk;
    private final Conversions conversions;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BulkWork(
            BulkJobs jobs,
            Desk desk,
            Conversions conversions,
            AuditLog audit,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jobs = jobs;
        this.desk = desk;
        this.conversions = conversions;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Writes down what shall be done; the work begins within a second.
     *
     * @throws BadInput when this cannot be done or there is nothing to do it to
     */
    public BulkJob ask(BulkJob.Request request, String who) {
        if (!mayRetry(request.state())) {
            throw new BadInput(
                    "What is " + named(request.state()) + " is over. A verb is possible for " + RETRIABLE + ".");
        }
        if (request.verb() == BulkJob.Verb.DROP && !mayDrop(request.state())) {
            throw new BadInput("What is " + named(request.state()) + " is not sent anyway.");
        }
        UUID id = TimeOrderedIds.next();
        transaction.executeWithoutResult(status -> {
            int taken = jobs.store(id, request, who, clock.instant());
            if (taken == 0) {
                throw new BadInput("No conversion of " + request.destination() + " is " + named(request.state())
                        + (request.reason() == null ? "" : " for " + request.reason())
                        + ", or another running job has taken them on.");
            }
            audit.add(
                    who,
                    Verb.BULK,
                    Subject.CONVERSIONS,
                    id,
                    null,
                    request.verb().words() + " " + taken + " of " + request.destination() + " ("
                            + request.state().words()
                            + (request.reason() == null ? ")" : ": " + request.reason() + ")"),
                    request.comment());
        });
        return jobs.find(id).orElseThrow();
    }

    /** Whether what stands so may be sent again, or looked at again. */
    public static boolean mayRetry(ConversionState state) {
        return RETRIABLE.contains(state);
    }

    /** Whether what stands so may be dropped. */
    public static boolean mayDrop(ConversionState state) {
        return mayRetry(state) && ConversionTransition.DROP.mayBeginAt(state);
    }

    /** For people and for programs. */
    private static String named(ConversionState state) {
        return state.words() + " (" + state + ")";
    }

    public Optional<BulkJob> find(UUID id) {
        return jobs.find(id);
    }

    /** The newest jobs first. */
    public List<BulkJob> newest(int limit) {
        return jobs.newest(limit);
    }

    /** Works on all running jobs until nothing is left to claim. */
    public void work() {
        for (BulkJob job : jobs.running()) {
            while (batch(job) > 0) {
                log.debug("Bulk job {} goes on", job.id());
            }
            jobs.finish(job.id(), clock.instant());
        }
    }

    private int batch(BulkJob job) {
        List<UUID> claimed = new ArrayList<>();
        try {
            transaction.executeWithoutResult(status -> {
                claimed.addAll(jobs.claim(job.id(), BATCH));
                List<UUID> changed = new ArrayList<>();
                claimed.forEach(it -> {
                    if (!act(job, it)) {
                        changed.add(it);
                    }
                });
                List<UUID> done = new ArrayList<>(claimed);
                done.removeAll(changed);
                jobs.settle(job.id(), done, BulkJobs.Outcome.DONE, null);
                jobs.settle(job.id(), changed, BulkJobs.Outcome.SKIPPED, "It had changed meanwhile.");
            });
        } catch (RuntimeException oneOfThem) {
            log.debug("A batch of bulk job {} is done one by one", job.id(), oneOfThem);
            claimed.forEach(it -> alone(job, it));
        }
        return claimed.size();
    }

    private void alone(BulkJob job, UUID conversion) {
        try {
            transaction.executeWithoutResult(status -> {
                if (jobs.claimOne(job.id(), conversion)) {
                    boolean acted = act(job, conversion);
                    jobs.settle(
                            job.id(),
                            List.of(conversion),
                            acted ? BulkJobs.Outcome.DONE : BulkJobs.Outcome.SKIPPED,
                            acted ? null : "It had changed meanwhile.");
                }
            });
        } catch (ConcurrencyFailureException e) {
            // It met a webhook of the same lead; the next batch takes it up again.
            log.info("Conversion {} of bulk job {} met another change and is done again", conversion, job.id());
        } catch (NotPossible e) {
            jobs.settle(job.id(), List.of(conversion), BulkJobs.Outcome.SKIPPED, e.getMessage());
        } catch (RuntimeException e) {
            log.error("Bulk job {} could not {} conversion {}", job.id(), job.verb(), conversion, e);
            jobs.settle(
                    job.id(),
                    List.of(conversion),
                    BulkJobs.Outcome.FAILED,
                    e.getClass().getSimpleName() + "; see the log.");
        }
    }

    /** False when the conversion does not stand any more as it did when the job was asked for. */
    private boolean act(BulkJob job, UUID id) {
        Conversion conversion = conversions.lock(id).orElse(null);
        if (conversion == null
                || conversion.state() != job.state()
                || (job.reason() != null && !job.reason().equals(conversion.reason()))) {
            return false;
        }
        switch (job.verb()) {
            case RETRY -> desk.retry(id, job.requestedBy(), job.comment());
            case DROP -> desk.drop(id, job.requestedBy(), job.comment());
        }
        return true;
    }
}
