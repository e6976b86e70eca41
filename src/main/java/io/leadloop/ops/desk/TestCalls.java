package io.leadloop.ops.desk;

import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Conversions;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Consent;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import io.leadloop.pipeline.LivePipeline;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Tries an account that is on, without anything that counts; each try is a line of the audit log. */
@Component
public class TestCalls {

    private final Destinations destinations;
    private final Conversions conversions;
    private final LivePipeline pipeline;
    private final AuditLog audit;
    private final Clock clock;

    TestCalls(Destinations destinations, Conversions conversions, LivePipeline pipeline, AuditLog audit, Clock clock) {
        this.destinations = destinations;
        this.conversions = conversions;
        this.pipeline = pipeline;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Asks the platform what the account is, and by its own test flag whether it would take the conversion that it took last;
     * a made-up one where there is none. Not in a transaction: the platform may take its time.
     *
     * @return empty when there is no account of this id
     */
    public Optional<AccountTrial> call(String account, String who) {
        return destinations.find(account).map(it -> {
            AccountTrial trial = trial(it);
            audit.add(who, Verb.TEST_CALL, Subject.DESTINATION, account, null, trial.words(), null);
            return trial;
        });
    }

    private AccountTrial trial(Destination account) {
        String id = account.profile().id();
        Upload taken = lastTaken(id).orElse(null);
        if (taken != null) {
            return AccountTrial.of(account, taken);
        }
        return pipeline.actionOf(id, account.profile().type())
                .map(action -> AccountTrial.of(account, action, clock.instant()))
                .orElseGet(() -> new AccountTrial(List.of(new Line(
                        Verdict.OPEN,
                        "The plan reports nothing to this account, so there is no action to try it with."))));
    }

    private Optional<Upload> lastTaken(String account) {
        return conversions
                .uploads(conversions.search(null, account, ConversionState.ACCEPTED, 1).stream()
                        .map(it -> it.id())
                        .toList())
                .stream()
                .filter(it -> it.lead().consent().adUserData() == Consent.State.GRANTED)
                .findFirst();
    }
}
