package io.leadloop.process;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.ConversionStates;
import io.leadloop.conversion.ConversionStates.Move;
import io.leadloop.conversion.ConversionTransition;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Refusal;
import io.leadloop.conversion.UploadResult;
import io.leadloop.process.UploadParting.Parted;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps conversions and their processes together, whatever happened to either: one that waits without a process is carried on,
 * a process whose conversion does not wait any more ends. And sends what stopped after its last retry once a day while the
 * platform still takes it.
 */
@Component
public class UploadWatch {

    /** A row and its process change in one transaction, but a worker writes the ledger first: this is no parting yet. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final Duration DAILY = Duration.ofDays(1);
    private static final int MOST = 500;
    private static final Logger log = LoggerFactory.getLogger(UploadWatch.class);

    private final UploadParting parting;
    private final ConversionStates states;
    private final Conversions conversions;
    private final UploadProcesses processes;
    private final ConversionVerbs verbs;
    private final TransactionTemplate transaction;
    private final Clock clock;

    UploadWatch(
            UploadParting parting,
            ConversionStates states,
            Conversions conversions,
            UploadProcesses processes,
            ConversionVerbs verbs,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.parting = parting;
        this.states = states;
        this.conversions = conversions;
        this.processes = processes;
        this.verbs = verbs;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Looks once; gives back how many were brought together. */
    @RunsAs(Watch.CARRY_UPLOADS)
    public int look() {
        Instant before = clock.instant().minus(SETTLING);
        int carried = 0;
        for (UUID id : parting.withoutProcess(before, MOST)) {
            carried += inOwnTransaction(id, () -> carryOn(id));
        }
        for (Parted parted : parting.withoutConversion(before, MOST)) {
            carried += inOwnTransaction(parted.conversion(), () -> end(parted));
        }
        for (Conversion exhausted : states.exhaustedBefore(clock.instant().minus(DAILY), MOST)) {
            inOwnTransaction(exhausted.id(), () -> tryAgain(exhausted));
        }
        return carried;
    }

    private int inOwnTransaction(UUID conversion, Runnable work) {
        try {
            transaction.executeWithoutResult(status -> work.run());
            return 1;
        } catch (ConversionVerbs.NotPossible suspended) {
            log.debug("Conversion {} cannot be carried on now: {}", conversion, suspended.getMessage());
            return 0;
        } catch (RuntimeException e) {
            // One that cannot be mended keeps no other waiting; it is tried again at the next look.
            log.error("Conversion {} could not be carried on", conversion, e);
            return 0;
        }
    }

    private void carryOn(UUID id) {
        Conversion conversion = conversions.lock(id).orElse(null);
        if (conversion == null || !conversion.state().isOpen() || processes.of(id) != null) {
            return;
        }
        log.info("The conversion {} to {} waited without a process and is carried on", id, conversion.destination());
        if (UploadResult.FATE_UNKNOWN.equals(conversion.reason())) {
            // To send it again is a person's decision, also where its task is gone.
            states.apply(
                    Move.of(
                            id,
                            ConversionTransition.CANCEL,
                            UploadResult.FATE_UNKNOWN,
                            String.valueOf(conversion.detail())),
                    clock.instant());
            return;
        }
        if (conversion.state() != ConversionState.PLANNED) {
            states.apply(Move.clean(id, ConversionTransition.SEND_AGAIN), clock.instant());
        }
        processes.start(List.of(conversion));
    }

    private void end(Parted parted) {
        if (parted.state() == null) {
            processes.endErased(List.of(parted.conversion()));
        } else {
            processes.end(Map.of(parted.conversion(), parted.state()));
        }
    }

    private void tryAgain(Conversion exhausted) {
        Conversion conversion = conversions.lock(exhausted.id()).orElse(null);
        if (conversion == null || conversion.state() != ConversionState.EXHAUSTED) {
            return;
        }
        Instant until = conversion.sendBefore();
        if (until != null && clock.instant().isAfter(until)) {
            Refusal why = Refusal.EVENT_TOO_OLD;
            states.apply(
                    Move.of(conversion.id(), ConversionTransition.EXPIRE, why.name(), why.words()), clock.instant());
            processes.end(Map.of(conversion.id(), ConversionState.EXPIRED));
        } else {
            verbs.sendAgain(conversion, 1);
        }
    }
}
