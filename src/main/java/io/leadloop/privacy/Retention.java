package io.leadloop.privacy;

import io.leadloop.conversion.ConversionLedger;
import io.leadloop.lead.LeadId;
import io.leadloop.lead.LeadRecords;
import io.leadloop.process.LeadErasure;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Deletes data that is older than its retention time: requests and answers of platforms, and leads that were won or
 * lost long ago if {@code leadloop.lead.keep-finished} is set. Small batches, each a transaction of its own, so that
 * locks are short.
 */
@Component
public class Retention {

    private static final int BATCH = 200;
    private static final int EXCHANGES = 2_000;
    private static final Logger log = LoggerFactory.getLogger(Retention.class);

    private final LeadRecords records;
    private final LeadErasure erasure;
    private final ConversionLedger ledger;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Duration keepExchanges;
    private final @Nullable Duration keepFinished;

    Retention(
            LeadRecords records,
            LeadErasure erasure,
            ConversionLedger ledger,
            PlatformTransactionManager transactions,
            Clock clock,
            @Value("${leadloop.conversion.keep-exchanges:400d}") Duration keepExchanges,
            @Value("${leadloop.lead.keep-finished:#{null}}") @Nullable Duration keepFinished) {
        this.records = records;
        this.erasure = erasure;
        this.ledger = ledger;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.keepExchanges = keepExchanges;
        this.keepFinished = keepFinished;
    }

    /** Removes everything that is due. */
    @RunsAs(Watch.RETENTION)
    public void forget() {
        int exchanges = EXCHANGES;
        while (exchanges == EXCHANGES) {
            exchanges = ledger.forgetExchanges(clock.instant().minus(keepExchanges), EXCHANGES);
        }
        if (keepFinished != null) {
            forgetLeads(keepFinished);
        }
    }

    private void forgetLeads(Duration keep) {
        int forgotten = 0;
        Integer some = BATCH;
        while (some != null && some == BATCH) {
            some = transaction.execute(status -> {
                List<LeadId> due = records.lockFinishedBefore(clock.instant().minus(keep), BATCH);
                erasure.erase(due);
                return due.size();
            });
            forgotten += some == null ? 0 : some;
        }
        if (forgotten > 0) {
            log.info("Removed {} leads of which nothing was heard for {}", forgotten, keep);
        }
    }
}
