package io.leadloop.ops.api;

import io.leadloop.inbox.InboxCauses;
import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.InboxReplay.Replayed;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.ops.desk.InboxDesk;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox: what waits and why, and the verb that lets it be tried again. Payloads are not shown. */
@RestController
@RequestMapping({"/api/inbox", "/camunda/api/leadloop/inbox"})
class InboxApi {

    private static final int MAX = 1_000;

    private final InboxMessages inbox;
    private final InboxCauses causes;
    private final InboxDesk desk;

    InboxApi(InboxMessages inbox, InboxCauses causes, InboxDesk desk) {
        this.inbox = inbox;
        this.causes = causes;
        this.desk = desk;
    }

    /** The newest events of a state; without one, all that need attention. */
    @GetMapping
    List<InboxMessage> list(
            @RequestParam(name = "state", required = false) InboxMessage.@Nullable State state,
            @RequestParam(name = "limit", defaultValue = "100") int limit) {
        return inbox.search(state, Math.max(1, Math.min(limit, MAX)));
    }

    @PostMapping("/{id}/replay")
    Map<String, Object> replay(@PathVariable long id, Principal who) {
        Replayed again = desk.replay(id, who.getName());
        if (again.events() == 0) {
            throw nobodyWaits(id);
        }
        return Map.of("id", id, "state", "WAITING", "stillUnmatched", again.stillUnmatched());
    }

    /** Why events wait for someone, the most events first. */
    @GetMapping("/causes")
    List<InboxCauses.Cause> causes() {
        return causes.all(MAX);
    }

    /** @param reason as a cause has it; left out for events without one */
    record Which(
            @Nullable String source,
            InboxMessage.@Nullable State state,
            @Nullable String reason) {}

    /** Applies all events of a cause again. */
    @PostMapping("/replay")
    Map<String, Object> replayAll(@RequestBody Which which, Principal who) {
        if (which.source() == null || which.state() == null) {
            throw noCause();
        }
        Replayed again = desk.replayAll(which.source(), which.state(), which.reason(), who.getName());
        return Map.of("replayed", again.events(), "stillUnmatched", again.stillUnmatched());
    }

    /** Why, for the audit log; required. */
    record Comment(@Nullable String comment) {}

    /** Puts an event away that waits for someone: it is never applied. */
    @PostMapping("/{id}/drop")
    Map<String, Object> drop(
            @PathVariable long id, @RequestBody(required = false) @Nullable Comment said, Principal who) {
        if (!desk.drop(id, who.getName(), said == null ? null : said.comment())) {
            throw nobodyWaits(id);
        }
        return Map.of("id", id, "state", "PROCESSED");
    }

    /** @param comment why, for the audit log */
    record WhichToDrop(
            @Nullable String source,
            InboxMessage.@Nullable State state,
            @Nullable String reason,
            @Nullable String comment) {}

    /** Puts all events of a cause away. */
    @PostMapping("/drop")
    Map<String, Object> dropAll(@RequestBody WhichToDrop which, Principal who) {
        if (which.source() == null || which.state() == null) {
            throw noCause();
        }
        return Map.of(
                "dropped", desk.dropAll(which.source(), which.state(), which.reason(), who.getName(), which.comment()));
    }

    private static NotFound nobodyWaits(long id) {
        return new NotFound("There is no event " + id + " that is parked, unmatched or unmapped.");
    }

    private static BadInput noCause() {
        return new BadInput("Give 'source' and 'state' of a cause, and its 'reason'; see GET /api/inbox/causes.");
    }
}
