package io.leadloop.crm;

import io.leadloop.inbox.CrmSweeps;
import io.leadloop.inbox.InboxIntake;
import io.leadloop.inbox.MessageOrigin;
import io.leadloop.inbox.SweepMarks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Sweeps every source that supports it, one record type after the other, into the same inbox as webhooks. Starts a
 * little before the last watermark, because CRMs index late. A source that fails does not stop the others.
 */
@Component
class CrmSweepRun implements CrmSweeps {

    private static final Duration OVERLAP = Duration.ofMinutes(5);
    private static final int MOST_PAGES = 200;
    private static final Logger log = LoggerFactory.getLogger(CrmSweepRun.class);

    private final CrmSources sources;
    private final InboxIntake inbox;
    private final SweepMarks marks;
    private final Duration lookBack;
    private final Clock clock;

    CrmSweepRun(
            CrmSources sources,
            InboxIntake inbox,
            SweepMarks marks,
            @Value("${leadloop.crm.sweep.look-back:1d}") Duration lookBack,
            Clock clock) {
        this.sources = sources;
        this.inbox = inbox;
        this.marks = marks;
        this.lookBack = lookBack;
        this.clock = clock;
    }

    @Override
    public int sweep() {
        int fresh = 0;
        for (String name : sources.names()) {
            if (sources.find(name).orElse(null) instanceof CrmSweep crm) {
                for (String record : crm.sweptRecords()) {
                    fresh += sweep(name, crm, record);
                }
            }
        }
        return fresh;
    }

    private int sweep(String source, CrmSweep crm, String record) {
        Instant now = clock.instant();
        SweepMarks.Mark known = marks.of(source, record).orElseGet(() -> new SweepMarks.Mark(now.minus(lookBack), ""));
        SweepMarks.Mark mark = new SweepMarks.Mark(known.at().minus(OVERLAP), "");
        int fresh = 0;
        try {
            boolean more = true;
            for (int page = 0; more && page < MOST_PAGES; page++) {
                CrmSweep.Page found = crm.changesSince(record, mark);
                fresh += inbox.store(source, found.changes(), MessageOrigin.SWEEP);
                mark = found.next();
                more = found.more();
                marks.move(source, record, later(known, mark), found.changes().size(), now);
            }
        } catch (CrmUnavailable e) {
            log.warn("Could not sweep {} of source={}: {}", record, source, e.words());
            marks.failed(source, record, known, e.words(), now);
        }
        return fresh;
    }

    /** The overlap may be empty; the watermark never moves back. */
    private static SweepMarks.Mark later(SweepMarks.Mark known, SweepMarks.Mark reached) {
        return reached.at().isBefore(known.at()) ? known : reached;
    }
}
