package io.leadloop.ops;

import io.leadloop.inbox.InboxCauses;
import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.InboxRecords;
import io.leadloop.ops.desk.InboxDesk;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The events that wait for someone: why, whose, and again. */
@Controller
@RequestMapping("/ops/inbox")
class InboxPages {

    private static final int MANY = 100;
    private static final int MOST_CAUSES = 20;

    private final InboxMessages inbox;
    private final InboxRecords records;
    private final InboxCauses causes;
    private final InboxDesk desk;

    InboxPages(InboxMessages inbox, InboxRecords records, InboxCauses causes, InboxDesk desk) {
        this.inbox = inbox;
        this.records = records;
        this.causes = causes;
        this.desk = desk;
    }

    @GetMapping
    String show(Model model) {
        List<InboxMessage> messages = inbox.search(null, MANY);
        List<InboxCauses.Cause> all = causes.all(MOST_CAUSES);
        model.addAttribute("messages", messages);
        model.addAttribute("records", records.of(messages));
        model.addAttribute("causes", all);
        model.addAttribute(
                "waiting",
                inbox.count().entrySet().stream()
                        .filter(it -> it.getKey().waitsForSomeone())
                        .mapToLong(it -> it.getValue())
                        .sum());
        model.addAttribute("held", inbox.countHeld());
        return "ops/inbox";
    }

    @PostMapping("/{id}/replay")
    String replay(@PathVariable long id, Principal who, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "done",
                desk.replay(id, who.getName())
                        ? "Event " + id + " is applied again. If it fails again, it stands here again within seconds."
                        : "Event " + id + " does not wait for anybody any more.");
        return "redirect:/ops/inbox";
    }

    @PostMapping("/replay")
    String replayAll(
            @RequestParam String source,
            @RequestParam InboxMessage.State state,
            @RequestParam(required = false) @Nullable String reason,
            Principal who,
            RedirectAttributes redirect) {
        int again = desk.replayAll(source, state, reason, who.getName());
        redirect.addFlashAttribute("done", again + (again == 1 ? " event is" : " events are") + " applied again.");
        return "redirect:/ops/inbox";
    }

    /** For administrators only, and written down: a payload may hold mail and phone. */
    @PostMapping("/{id}/payload")
    String payload(@PathVariable long id, Principal who, Model model) {
        model.addAttribute("opened", id);
        model.addAttribute("payload", desk.payload(id, who.getName()));
        return show(model);
    }
}
