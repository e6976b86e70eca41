package io.leadloop.ops.overview;

import io.leadloop.ops.attention.Attention;
import io.leadloop.ops.attention.AttentionList;
import io.leadloop.sandbox.DemoLeads;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The first page. What is cheap to read renews itself every few seconds, what is not four times a minute. */
@Controller
class OverviewPage {

    private static final int MOST = 8;

    private final AttentionList attention;
    private final ActivityFeed feed;
    private final RecentFiguresView figures;
    private final RecentSteps steps;
    private final SetUpChecklist checklist;
    private final ObjectProvider<DemoLeads> demo;

    OverviewPage(
            AttentionList attention,
            ActivityFeed feed,
            RecentFiguresView figures,
            RecentSteps steps,
            SetUpChecklist checklist,
            ObjectProvider<DemoLeads> demo) {
        this.attention = attention;
        this.feed = feed;
        this.figures = figures;
        this.steps = steps;
        this.checklist = checklist;
        this.demo = demo;
    }

    @GetMapping("/")
    String home(Model model) {
        boolean isFresh = fillLive(model);
        fillFigures(model, isFresh);
        model.addAttribute("hasDemo", demo.getIfAvailable() != null);
        return "home";
    }

    /**
     * What needs somebody and the newest activity.
     *
     * @param fresh whether the page that asks shows the set-up checklist; it is told when the first lead has come
     */
    @GetMapping("/ops/overview")
    String live(@RequestParam(defaultValue = "false") boolean fresh, Model model, HttpServletResponse response) {
        if (!fillLive(model) && fresh) {
            response.setHeader("HX-Trigger-After-Settle", "leadscame");
        }
        return "ops/overview :: live";
    }

    /** Tiles and charts. */
    @GetMapping("/ops/overview/figures")
    String figures(Model model) {
        fillFigures(model, steps.hasNone());
        return "ops/overview :: figures";
    }

    @PostMapping("/ops/demo")
    String playDemo(RedirectAttributes redirect) {
        DemoLeads leads = demo.getIfAvailable();
        if (leads == null) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "The sandbox is off");
        }
        redirect.addFlashAttribute("told", leads.play());
        return "redirect:/";
    }

    /** Whether there is no lead yet. */
    private boolean fillLive(Model model) {
        List<Attention> causes = attention.now();
        boolean isFresh = steps.hasNone();
        model.addAttribute("isFresh", isFresh);
        model.addAttribute("attention", causes.subList(0, Math.min(MOST, causes.size())));
        model.addAttribute("needing", AttentionList.needing(causes));
        model.addAttribute("more", Math.max(0, causes.size() - MOST));
        if (isFresh) {
            model.addAttribute("setUp", checklist.now());
        } else {
            model.addAttribute("feed", feed.newest());
        }
        return isFresh;
    }

    private void fillFigures(Model model, boolean isFresh) {
        model.addAttribute("isFresh", isFresh);
        if (!isFresh) {
            model.addAttribute("figures", figures.now());
        }
    }
}
