package io.leadloop.ops.desk;

import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxPayloads;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.ops.desk.AuditLog.Subject;
import io.leadloop.ops.desk.AuditLog.Verb;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What may be done with the events that wait for someone. Each deed is written down with it. */
@Component
public class InboxDesk {

    private final InboxReplay inbox;
    private final InboxPayloads payloads;
    private final AuditLog audit;

    InboxDesk(InboxReplay inbox, InboxPayloads payloads, AuditLog audit) {
        this.inbox = inbox;
        this.payloads = payloads;
        this.audit = audit;
    }

    /** Applies an event of the inbox again; false when none of this id waits for someone. */
    @Transactional
    public boolean replay(long message, String who) {
        boolean replayed = inbox.replay(message);
        if (replayed) {
            audit.add(who, Verb.REPLAY, Subject.INBOX_MESSAGE, message, null, "", null);
        }
        return replayed;
    }

    /** Applies all events again that wait in one state for one reason; gives back how many. */
    @Transactional
    public int replayAll(String source, InboxMessage.State state, @Nullable String reason, String who) {
        int replayed = inbox.replayAll(source, state, reason);
        if (replayed > 0) {
            String what = replayed + " (" + state.words() + (reason == null ? ")" : "): " + reason);
            audit.add(who, Verb.REPLAY, Subject.INBOX_MESSAGES, source, null, what, null);
        }
        return replayed;
    }

    /** What an event says, word for word, or why that cannot be shown. It may hold personal data: who looked is kept. */
    @Transactional
    public String payload(long message, String who) {
        try {
            String payload = payloads.of(message).orElse(null);
            if (payload == null) {
                return "There is no such event, or it is done: the payload goes when an event is applied.";
            }
            audit.add(who, Verb.LOOK, Subject.INBOX_MESSAGE, message, null, "read the payload", null);
            return payload;
        } catch (IllegalStateException sealedByAnotherKey) {
            return String.valueOf(sealedByAnotherKey.getMessage());
        }
    }
}
