package io.leadloop.ops.desk;

import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxPayloads;
import io.leadloop.inbox.InboxReplay;
import io.leadloop.inbox.InboxReplay.Replayed;
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

    /** Applies an event of the inbox again; of none when none of this id waits for someone. */
    @Transactional
    public Replayed replay(long message, String who) {
        Replayed replayed = inbox.replay(message);
        if (replayed.events() > 0) {
            audit.add(who, Verb.REPLAY, Subject.INBOX_MESSAGE, message, null, "", null);
        }
        return replayed;
    }

    /** Applies all events again that wait in one state for one reason. */
    @Transactional
    public Replayed replayAll(String source, InboxMessage.State state, @Nullable String reason, String who) {
        Replayed replayed = inbox.replayAll(source, state, reason);
        if (replayed.events() > 0) {
            audit.add(
                    who,
                    Verb.REPLAY,
                    Subject.INBOX_MESSAGES,
                    source,
                    null,
                    words(replayed.events(), state, reason),
                    null);
        }
        return replayed;
    }

    /**
     * Puts an event away that waits for someone; false when none of this id does.
     *
     * @throws BadInput without a comment
     */
    @Transactional
    public boolean drop(long message, String who, @Nullable String comment) {
        String why = required(comment);
        boolean dropped = inbox.drop(message);
        if (dropped) {
            audit.add(who, Verb.DROP, Subject.INBOX_MESSAGE, message, null, "", why);
        }
        return dropped;
    }

    /**
     * Puts all events away that wait in one state for one reason; gives back how many.
     *
     * @throws BadInput without a comment
     */
    @Transactional
    public int dropAll(
            String source, InboxMessage.State state, @Nullable String reason, String who, @Nullable String comment) {
        String why = required(comment);
        int dropped = inbox.dropAll(source, state, reason);
        if (dropped > 0) {
            audit.add(who, Verb.DROP, Subject.INBOX_MESSAGES, source, null, words(dropped, state, reason), why);
        }
        return dropped;
    }

    private static String required(@Nullable String comment) {
        if (comment == null || comment.isBlank()) {
            throw new BadInput("Say why: what is dropped is never applied, and its payload is gone.");
        }
        return comment.strip();
    }

    private static String words(int events, InboxMessage.State state, @Nullable String reason) {
        return events + " (" + state.words() + (reason == null ? ")" : "): " + reason);
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
