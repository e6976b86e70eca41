package io.leadloop.inbox;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.inbox.Inbox.Claimed;
import io.leadloop.inbox.Inbox.Verdict;
import io.leadloop.inbox.InboxMessage.State;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.EventResult;
import io.leadloop.lead.LeadEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Maps the result of an event to its new state in the inbox. */
final class Verdicts {

    /** How the reason of an event begins that waits for a process to be activated. */
    static final String SUSPENDED = "Suspended in Cockpit";

    private static final Duration SOON = Duration.ofDays(30);

    /** What a parked event waits for that is applied when it is due. */
    static final String UNTIL_ITS_TIME = "time";

    private static final String BY_ITSELF = "It is applied by itself when that time has come.";

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** Retry interval of an event whose lead's process is suspended. */
    private static final Duration ASK_AGAIN = Duration.ofSeconds(20);

    private Verdicts() {}

    static Verdict done(long id, @Nullable String result) {
        return new Verdict(id, State.PROCESSED, result, null, null, null, null);
    }

    static Verdict parked(long id, String words) {
        return new Verdict(id, State.PARKED, words, null, null, null, null);
    }

    /**
     * Says that it is a matter for a person, as the CRM's clock or zone is wrong. What lies some days ahead goes on by itself all the
     * same; what lies further is no slip of a clock, and would be forgotten before.
     */
    static Verdict ahead(long id, LeadEvent event, Instant now) {
        String words = "The event happened at " + event.occurredAt()
                + ", which lies in the future. Check the CRM's clock and" + " time zone.";
        if (event.occurredAt().isAfter(now.plus(SOON))) {
            return parked(id, words + " The event can be replayed when its time has come.");
        }
        Instant due = event.occurredAt().minus(EventLimits.CLOCK_SKEW);
        return new Verdict(id, State.PARKED, words + " " + BY_ITSELF, null, json(List.of(UNTIL_ITS_TIME)), null, due);
    }

    /** Whether an event of that state and reason goes on by itself at its time, so that nobody has to replay it. */
    static boolean waitsForItsTime(State state, @Nullable String reason) {
        return state == State.PARKED && reason != null && reason.endsWith(BY_ITSELF);
    }

    /** Whether the event waits already because its lead's process is suspended. */
    static boolean isSuspended(Claimed message) {
        return message.reason() != null && message.reason().startsWith(SUSPENDED);
    }

    static Verdict of(Claimed message, SourceChange.Event change, EventResult applied, Instant now) {
        long id = message.id();
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
                        lead,
                        null);
            case UNMATCHED -> unmatched(id, event);
            case SUSPENDED ->
                new Verdict(
                        id,
                        State.WAITING,
                        isSuspended(message)
                                ? message.reason()
                                : SUSPENDED + " since " + TIME.format(now)
                                        + ": the process of its lead. Activate it there; the event then goes on by"
                                        + " itself.",
                        null,
                        null,
                        lead,
                        now.plus(ASK_AGAIN));
            case BROKEN ->
                new Verdict(
                        id,
                        State.PARKED,
                        "The process of this lead was modified in Cockpit: it has a second token, or none that waits at a"
                                + " stage. Cancel the process instance there (the lead keeps its history, the next event"
                                + " starts a new one), then replay the event.",
                        null,
                        null,
                        lead,
                        null);
            case STARTED, MOVED, PASSED, UNCHANGED, NO_LEAD, ERASED, DEFERRED ->
                new Verdict(id, State.PROCESSED, withEvidence(applied, change), null, null, lead, null);
        };
    }

    /** It is applied when the lead comes. */
    static Verdict unmatched(long id, LeadEvent event) {
        return new Verdict(
                id,
                State.UNMATCHED,
                "The lead of " + event.subject()
                        + " is not known yet, or several leads have its click. It is applied when the"
                        + " lead comes.",
                event.status(),
                json(wanted(event)),
                null,
                null);
    }

    /** How the source knows it, and what was done to its numbers. */
    private static String withEvidence(EventResult applied, SourceChange.Event change) {
        return Stream.of(
                        applied.result().name(),
                        change.evidence(),
                        change.event().dealValue().note())
                .filter(Objects::nonNull)
                .collect(Collectors.joining(", "));
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
