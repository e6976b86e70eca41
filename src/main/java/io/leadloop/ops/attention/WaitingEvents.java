package io.leadloop.ops.attention;

import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.ops.attention.Attention.Severity;
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
                "with a status that no rule knows: sales ops map it.",
                "/ops/pipeline",
                "Map it");
        add(
                waiting,
                "unmatched",
                Severity.NEEDS_YOU,
                counts.getOrDefault(InboxMessage.State.UNMATCHED, 0L),
                "whose lead is not known. They go on when the CRM tells of it: look whose they are, or drop them.",
                "/ops/inbox",
                "See why");
        long suspended = inbox.countSuspended();
        add(
                waiting,
                "suspended",
                Severity.NEEDS_YOU,
                suspended,
                "held until somebody activates a process that was suspended in Cockpit: open the lead, \"Activate\".",
                "/ops/inbox",
                "See why");
        add(
                waiting,
                "held",
                Severity.WAITS,
                inbox.countHeld() - suspended,
                "held after a failure and tried again by themselves.",
                "/ops/inbox",
                "See why");
        return waiting;
    }

    private static void add(
            List<Attention> to, String id, Severity severity, long count, String words, String link, String button) {
        if (count > 0) {
            to.add(new Attention("events-" + id, severity, false, "Events:", count, words, "", null, link, button));
        }
    }
}
