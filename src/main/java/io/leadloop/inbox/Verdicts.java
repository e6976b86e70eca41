package io.leadloop.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.inbox.Inbox.Verdict;
import io.leadloop.inbox.InboxMessage.State;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.LeadEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where an event stands in the inbox after the journey looked at it. */
final class Verdicts {

    private Verdicts() {}

    static Verdict of(long id, SourceChange.Event change, EventResult applied) {
        LeadEvent event = change.event();
        UUID lead = applied.lead() == null ? null : applied.lead().value();
        return switch (applied.result()) {
            case UNMAPPED ->
                new Verdict(
                        id,
                        State.UNMAPPED,
                        "No rule of stage-mapping knows the status '" + event.status()
                                + "'. When sales ops map it, the event is applied by itself.",
                        event.status(),
                        null,
                        lead);
            case UNMATCHED ->
                new Verdict(
                        id,
                        State.UNMATCHED,
                        "The lead of " + event.subject()
                                + " is not known yet, or several leads have its click. It is applied when the"
                                + " lead comes.",
                        event.status(),
                        json(wanted(event)),
                        null);
            case STARTED, MOVED, PASSED, UNCHANGED, ERASED, DEFERRED ->
                new Verdict(id, State.PROCESSED, withEvidence(applied, change.evidence()), null, null, lead);
        };
    }

    private static String withEvidence(EventResult applied, @Nullable String evidence) {
        return applied.result().name() + (evidence == null ? "" : ", " + evidence);
    }

    private static String json(List<String> texts) {
        var array = JsonNodeFactory.instance.arrayNode();
        texts.forEach(array::add);
        return array.toString();
    }

    private static List<String> wanted(LeadEvent event) {
        List<String> wanted = new ArrayList<>();
        wanted.add(event.subject().toString());
        event.aliases().forEach(it -> wanted.add(it.toString()));
        event.clickIds().stream()
                .filter(it -> it.damage() == null)
                .forEach(it -> wanted.add("click:" + it.kind() + ":" + it.value()));
        return wanted;
    }
}
