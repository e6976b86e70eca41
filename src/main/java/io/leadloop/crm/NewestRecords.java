package io.leadloop.crm;

import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.LeadEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * The newest changes in a CRM, found, completed and read as a sweep would, and stored nowhere: whether the keys, the fields and
 * the statuses of a source fit before the first webhook comes.
 */
@Component
public class NewestRecords {

    /** How many changes are read, of all record types together. */
    public static final int MOST = 10;

    /** How far back is looked, the shortest first: a busy CRM has thousands of changes a day. */
    private static final List<Duration> SPANS =
            List.of(Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7), Duration.ofDays(30));

    private static final int MOST_PAGES = 3;

    /** Somebody waits in front of the page. */
    private static final Duration PATIENCE = Duration.ofSeconds(25);

    private final CrmSources sources;
    private final Clock clock;

    NewestRecords(CrmSources sources, Clock clock) {
        this.sources = sources;
        this.clock = clock;
    }

    /**
     * @param readings each change with what it was understood as, the newest first
     * @param isCutShort whether the CRM was so slow that not all of them were read
     */
    public record Found(List<CrmTrial.Reading> readings, boolean isCutShort) {}

    /** Whether the source's CRM can be asked what has changed. */
    public boolean isPossible(String source) {
        return sweep(source).isPresent();
    }

    private Optional<CrmSweep> sweep(String source) {
        return sources.find(source)
                .filter(CrmSweep.class::isInstance)
                .map(CrmSweep.class::cast)
                .filter(it -> !it.sweptRecords().isEmpty());
    }

    /**
     * Asks the CRM.
     *
     * @throws CrmUnavailable if it refuses or does not answer, with words for a person
     */
    public Found of(String source) throws CrmUnavailable {
        CrmSweep crm = sweep(source).orElseThrow();
        Instant until = clock.instant().plus(PATIENCE);
        int ofEach = (MOST + crm.sweptRecords().size() - 1) / crm.sweptRecords().size();
        List<CrmTrial.Reading> readings = new ArrayList<>();
        for (String record : crm.sweptRecords()) {
            for (Delivery change : newest(crm, record, ofEach, until)) {
                if (clock.instant().isAfter(until)) {
                    return new Found(sorted(readings), true);
                }
                readings.add(reading(source, change));
            }
        }
        return new Found(sorted(readings), clock.instant().isAfter(until));
    }

    private List<Delivery> newest(CrmSweep crm, String record, int most, Instant until) throws CrmUnavailable {
        List<Delivery> found = List.of();
        for (Duration span : SPANS) {
            found = changes(crm, record, clock.instant().minus(span), until);
            if (found.size() >= most || clock.instant().isAfter(until)) {
                break;
            }
        }
        return found.subList(Math.max(0, found.size() - most), found.size());
    }

    private List<Delivery> changes(CrmSweep crm, String record, Instant since, Instant until) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>();
        CrmSweep.Page page = crm.changesSince(record, new Mark(since, ""));
        found.addAll(page.changes());
        for (int pages = 1; page.more() && pages < MOST_PAGES && clock.instant().isBefore(until); pages++) {
            page = crm.changesSince(record, page.next());
            found.addAll(page.changes());
        }
        return found;
    }

    private CrmTrial.Reading reading(String source, Delivery change) throws CrmUnavailable {
        try {
            return reading(change.key(), sources.read(source, completed(source, change.payload())));
        } catch (Untranslatable e) {
            return new CrmTrial.Reading(null, null, List.of(String.valueOf(e.getMessage())));
        }
    }

    private byte[] completed(String source, byte[] payload) throws CrmUnavailable, Untranslatable {
        return sources.needsLookup(source, payload) && sources.find(source).orElse(null) instanceof CrmLookup lookup
                ? lookup.lookUp(payload)
                : payload;
    }

    private static CrmTrial.Reading reading(String key, SourceChange change) {
        if (change instanceof SourceChange.Event read) {
            return new CrmTrial.Reading(key, read.event(), List.of());
        }
        String words = change instanceof SourceChange.Irrelevant without
                ? "It would have no effect: " + without.reason()
                : "It would be a merge or an erasure, and is not read further here.";
        return new CrmTrial.Reading(null, null, List.of(words));
    }

    private static List<CrmTrial.Reading> sorted(List<CrmTrial.Reading> readings) {
        return readings.stream()
                .sorted(Comparator.comparing(NewestRecords::time).reversed())
                .toList();
    }

    private static Instant time(CrmTrial.Reading reading) {
        LeadEvent event = reading.event();
        return event == null ? Instant.EPOCH : event.occurredAt();
    }
}
