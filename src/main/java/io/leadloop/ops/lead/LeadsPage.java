package io.leadloop.ops.lead;

import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.ops.desk.LeadSearch;
import io.leadloop.pipeline.Stages;
import io.leadloop.process.StuckLeads;
import io.leadloop.quality.Slices;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The page of leads: found by an id, or the newest of those that are wanted. */
@Controller
class LeadsPage {

    private static final int MANY = 200;
    private static final int MOST = 500;

    private final LeadSearch search;
    private final LeadList list;
    private final UntoldLeads untold;
    private final StuckLeads stuck;
    private final Stages stages;
    private final Destinations destinations;
    private final Slices slices;
    private final Clock clock;

    LeadsPage(
            LeadSearch search,
            LeadList list,
            UntoldLeads untold,
            StuckLeads stuck,
            Stages stages,
            Destinations destinations,
            Slices slices,
            Clock clock) {
        this.search = search;
        this.list = list;
        this.untold = untold;
        this.stuck = stuck;
        this.stages = stages;
        this.destinations = destinations;
        this.slices = slices;
        this.clock = clock;
    }

    @GetMapping("/ops/leads")
    String leads(
            @RequestParam(defaultValue = "newest") String show,
            WantedLeads wanted,
            @RequestParam(defaultValue = "50") int most,
            Model model) {
        model.addAttribute("show", show);
        switch (show) {
            case "stuck" -> model.addAttribute("stuck", stuck.now(null, clock.instant(), MANY));
            case "finished" -> add(search.finished(MANY), "", model);
            default -> newest(wanted, Math.max(1, Math.min(most, MOST)), model);
        }
        model.addAttribute("now", clock.instant());
        return "ops/leads";
    }

    private void newest(WantedLeads wanted, int most, Model model) {
        model.addAttribute("wanted", wanted);
        model.addAttribute("stages", stages.all());
        model.addAttribute(
                "accounts",
                destinations.all().stream()
                        .filter(Destination::isOn)
                        .map(Destination::profile)
                        .toList());
        model.addAttribute("sources", slices.sources());
        model.addAttribute("campaigns", slices.campaigns());
        model.addAttribute("most", most);
        model.addAttribute("lookedAt", LeadList.LOOKED_AT);
        model.addAttribute("spans", StageSpan.values());
        List<Lead> leads = list.of(wanted, most, clock.instant());
        Map<LeadId, LeadBrief> briefs = add(leads, wanted.stage(), model);
        if (wanted.isWithoutAccount()) {
            Map<LeadId, Untold> why = untold.of(wanted, leads);
            model.addAttribute("whyNot", why);
            model.addAttribute("causes", UntoldLeads.causes(why, briefs));
        }
    }

    private Map<LeadId, LeadBrief> add(List<Lead> leads, String stage, Model model) {
        model.addAttribute("leads", leads);
        model.addAttribute("toldTo", list.toldTo(leads, stage));
        Map<LeadId, LeadBrief> briefs = list.briefs(leads);
        model.addAttribute("briefs", briefs);
        model.addAttribute("sums", LeadBrief.sums(briefs.values()));
        model.addAttribute("priced", LeadBrief.priced(briefs.values()));
        return briefs;
    }

    /** By POST, so that a mail or number stands in no address. */
    @PostMapping("/ops/leads/search")
    String search(@RequestParam String words, @RequestParam(defaultValue = "") String country, Model model) {
        model.addAttribute("show", "found");
        add(search.find(words, country), "", model);
        return "ops/leads";
    }
}
