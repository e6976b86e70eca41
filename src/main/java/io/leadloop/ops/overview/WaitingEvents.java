package io.leadloop.ops.overview;

import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.ops.overview.Attention.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What waits in the inbox for somebody. */
@Component
class WaitingEvents {

    private final InboxMessages inbox;

    WaitingEvents(InboxMessages inbox) {
        this.inbox = inbox;
    }

    List<Attention> now() {
        Map<InboxMessage.State, Long> counts = inbox.count();
        List<Attention> waiting = new ArrayList<>();
        add(
                waiting,
                "parked",
                Severity.NEEDS_YOU,
                counts.getOrDefault(InboxMessage.State.PARKED, 0L),
                "that could not be applied.",
                "/ops/inbox",
                "See why");
        add(
                waiting,
                "unmapped",
                Severity.NEEDS_YOU,
                counts.getOrDefault(InboxMessage.State.UNMAPPED, 0L),
                "with a status that no rule knows.",
                "/ops/pipeline",
                "Map it");
        add(
                waiting,
                "unmatched",
                Severity.NEEDS_YOU,
                counts.getOrDefault(InboxMessage.State.UNMATCHED, 0L),
                "whose lead is not known yet.",
                "/ops/inbox",
                "See why");
        add(
                waiting,
                "held",
                Severity.WAITS,
                inbox.countHeld(),
                "held: suspended in Cockpit or tried again.",
                "/ops/inbox",
                "See why");
        return waiting;
    }

    private static void add(
            List<Attention> to, String id, Severity severity, long count, String words, String link, String button) {
        if (count > 0) {
            to.add(new Attention("events-" + id, severity, "Events:", count, words, "", null, link, button));
        }
    }
}
