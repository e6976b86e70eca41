package io.leadloop.crm.close;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What happened since a mark, by the event log: the same events that webhooks carry, each with its own time. The log gives
 * the newest first, so that a page is all of a stretch of time.
 */
final class CloseSweep implements CrmSweep {

    /** An event may still be added to for some moments, and its webhook shall come first where there is one. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private static final Duration STRETCH = Duration.ofHours(6);

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** The log can be asked for one kind of object and one action at a time. */
    private static final List<String> SWEPT =
            List.of("lead.created", "lead.updated", "opportunity.created", "opportunity.updated", "lead.merged");

    private final CloseClient close;
    private final CloseRelevance relevance;
    private final Clock clock;

    CloseSweep(CloseClient close, CloseRelevance relevance, Clock clock) {
        this.close = close;
        this.relevance = relevance;
        this.clock = clock;
    }

    @Override
    public List<String> sweptRecords() {
        return SWEPT;
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        Instant end = clock.instant().minus(SETTLING);
        Instant to = mark.at().plus(STRETCH).isBefore(end) ? mark.at().plus(STRETCH) : end;
        if (!to.isAfter(mark.at())) {
            return new Page(List.of(), mark, false);
        }
        int dot = record.indexOf('.');
        List<JsonNode> found = close.events(record.substring(0, dot), record.substring(dot + 1), mark.at(), to);
        while (found == null) {
            Duration half = Duration.between(mark.at(), to).dividedBy(2);
            if (half.compareTo(SHORTEST) < 0) {
                throw new CrmUnavailable(
                        "Close's event log has more events of one kind in a moment than it gives.", null);
            }
            to = mark.at().plus(half);
            found = close.events(record.substring(0, dot), record.substring(dot + 1), mark.at(), to);
        }
        List<JsonNode> events = new ArrayList<>(found);
        Collections.reverse(events);
        List<Delivery> changes = new ArrayList<>();
        for (JsonNode json : events) {
            try {
                CloseEvent event = CloseEvent.of(json);
                if (relevance.whyNot(event) == null) {
                    changes.add(new Delivery(
                            "sweep:" + event.key(),
                            event.leadId(),
                            CrmMessage.of(json).bytes()));
                }
            } catch (Untranslatable broken) {
                changes.add(CrmMessage.broken(json));
            }
        }
        return new Page(changes, new Mark(to, ""), to.isBefore(end));
    }
}
