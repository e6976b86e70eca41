package io.leadloop.ops.api;

import io.leadloop.crm.Inbox;
import io.leadloop.crm.InboxMessage;
import io.leadloop.ops.desk.Desk;
import java.security.Principal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox: what waits and why, and the verb that lets it be tried again. Payloads are not shown. */
@RestController
@RequestMapping({"/api/inbox", "/camunda/api/leadloop/inbox"})
class InboxApi {

    private static final int MAX = 1_000;

    private final Inbox inbox;
    private final Desk desk;

    InboxApi(Inbox inbox, Desk desk) {
        this.inbox = inbox;
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
        if (!desk.replay(id, who.getName())) {
            throw new NotFound("There is no event " + id + " that is parked, unmatched or unmapped.");
        }
        return Map.of("id", id, "state", "WAITING");
    }
}
