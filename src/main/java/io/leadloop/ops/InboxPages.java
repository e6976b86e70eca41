package io.leadloop.ops;

import io.leadloop.inbox.InboxCauses;
import io.leadloop.inbox.InboxMessage;
import io.leadloop.inbox.InboxMessages;
import io.leadloop.inbox.InboxRecords;
import io.leadloop.inbox.InboxReplay.Replayed;
import io.leadloop.ops.desk.BadInput;
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
    private static final int MOST_CAUSES = 200;

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
        List<InboxCauses.Cause> all = causes.all(MOST_CAUSES + 1);
        boolean isCut = all.size() > MOST_CAUSES;
        model.addAttribute("messages", messages);
        model.addAttribute("isCut", isCut);
        model.addAttribute("hasUnmatched", all.stream().anyMatch(it -> it.state() == InboxMessage.State.UNMATCHED));
        model.addAttribute("records", records.of(messages));
        model.addAttribute("causes", isCut ? all.subList(0, MOST_CAUSES) : all);
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
        redirect.addFlashAttribute("done", words("Event " + id, desk.replay(id, who.getName())));
        return "redirect:/ops/inbox";
    }

    @PostMapping("/replay")
    String replayAll(
            @RequestParam String source,
            @RequestParam InboxMessage.State state,
            @RequestParam(required = false) @Nullable String reason,
            Principal who,
            RedirectAttributes redirect) {
        Replayed again = desk.replayAll(source, state, reason, who.getName());
        redirect.addFlashAttribute("done", words(events(again.events()), again));
        return "redirect:/ops/inbox";
    }

    private static String words(String what, Replayed again) {
        boolean isOne = again.events() == 1;
        if (again.events() == 0) {
            return what.startsWith("Event") ? what + " does not wait for anybody any more." : "None waits any more.";
        }
        if (again.stillUnmatched() == 0) {
            return what
                    + (isOne
                            ? " is applied again. If it fails again, it stands"
                            : " are applied again. What fails again stands")
                    + " here again within seconds.";
        }
        String them = again.stillUnmatched() < again.events()
                ? again.stillUnmatched() + " of them"
                : isOne ? "It" : "All of them";
        boolean isOneStill = again.stillUnmatched() == 1;
        return what + (isOne ? " is" : " are") + " looked at again. " + them + (isOneStill ? " stands" : " stand")
                + " here again within seconds: LeadLoop does not know the lead. When the CRM tells of it,"
                + (isOneStill ? " it goes" : " they go") + " on; if it never will, drop"
                + (isOneStill ? " it." : " them.");
    }

    private static String events(int many) {
        return many + (many == 1 ? " event" : " events");
    }

    @PostMapping("/{id}/drop")
    String drop(
            @PathVariable long id,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            RedirectAttributes redirect) {
        try {
            boolean dropped = desk.drop(id, who.getName(), comment);
            redirect.addFlashAttribute(
                    "done", "Event " + id + (dropped ? " is dropped." : " does not wait for anybody any more."));
        } catch (BadInput e) {
            redirect.addFlashAttribute("problem", e.getMessage());
        }
        return "redirect:/ops/inbox";
    }

    @PostMapping("/drop")
    String dropAll(
            @RequestParam String source,
            @RequestParam InboxMessage.State state,
            @RequestParam(required = false) @Nullable String reason,
            @RequestParam(defaultValue = "") String comment,
            Principal who,
            RedirectAttributes redirect) {
        try {
            int dropped = desk.dropAll(source, state, reason, who.getName(), comment);
            redirect.addFlashAttribute("done", events(dropped) + (dropped == 1 ? " is" : " are") + " dropped.");
        } catch (BadInput e) {
            redirect.addFlashAttribute("problem", e.getMessage());
        }
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
