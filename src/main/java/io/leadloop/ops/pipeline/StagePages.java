package io.leadloop.ops.pipeline;

import io.leadloop.pipeline.NotAPipeline;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The dialog of one stage and the tray of statuses, on the pipeline page with its cards. */
@Controller
@RequestMapping("/ops/pipeline")
class StagePages {

    private static final String TOO_LITTLE =
            "Too little is known of this stage yet to tell an expected value, so it could not be"
                    + " published: choose a fixed amount for now.";

    private static final String DIALOG = "ops/pipeline-stage :: dialog";
    private static final String PAGE = "redirect:/ops/pipeline";

    private final StageDesk desk;
    private final ExpectedValueRenewal expected;

    StagePages(StageDesk desk, ExpectedValueRenewal expected) {
        this.desk = desk;
        this.expected = expected;
    }

    @GetMapping("/stage")
    String add(Model model, Authentication who) {
        model.addAttribute("dialog", desk.dialog("", who.getName()));
        return DIALOG;
    }

    @GetMapping("/stage/{id}")
    String edit(@PathVariable String id, Model model, Authentication who) {
        model.addAttribute("dialog", desk.dialog(id, who.getName()));
        return DIALOG;
    }

    /** The pipeline page with the stage in the draft; the dialog alone, in its place, where something is refused. */
    @PostMapping("/stage")
    String save(
            @RequestParam MultiValueMap<String, String> sent,
            Authentication who,
            Model model,
            HttpServletResponse response,
            RedirectAttributes redirect) {
        StageDesk.Saved saved = desk.save(new StageForm(sent), who.getName());
        if (saved.refused() == null) {
            redirect.addFlashAttribute("told", saved.words());
            return PAGE;
        }
        model.addAttribute("dialog", saved.refused());
        response.setHeader("HX-Retarget", "#stage-dialog");
        response.setHeader("HX-Reselect", "#stage-form");
        response.setHeader("HX-Reswap", "innerHTML");
        return DIALOG;
    }

    /** What the amount beside the value rule is taken for, as words for beside the field. */
    @PostMapping("/understood")
    String understood(@RequestParam MultiValueMap<String, String> sent, Model model) {
        StageForm form = new StageForm(sent);
        if (form.tellsExpectedValue()) {
            String expected = desk.expected(form.id()).orElse("");
            model.addAttribute("understood", expected);
            model.addAttribute("unclear", expected.isEmpty() ? TOO_LITTLE : "");
        } else {
            model.addAttribute("understood", form.understood());
            model.addAttribute("unclear", form.mistakes().getOrDefault("amount", ""));
        }
        return "ops/pipeline-stage :: understood";
    }

    @PostMapping("/map")
    String map(
            @RequestParam String status, @RequestParam String stage, Authentication who, RedirectAttributes redirect) {
        redirect.addFlashAttribute("told", desk.map(status, stage, who.getName()));
        return PAGE;
    }

    /** What a preset proposes. */
    @PostMapping("/map-all")
    String mapAll(@RequestParam MultiValueMap<String, String> sent, Authentication who, RedirectAttributes redirect) {
        redirect.addFlashAttribute(
                "told",
                desk.mapAll(
                        sent.getOrDefault("status", List.of()), sent.getOrDefault("stage", List.of()), who.getName()));
        return PAGE;
    }

    /** Estimates what stages are worth at once, without waiting for the watch. */
    @PostMapping("/expected-values")
    String estimate(@RequestParam(required = false) @Nullable String stage, RedirectAttributes redirect) {
        expected.renew();
        redirect.addFlashAttribute("told", "The expected values are estimated anew.");
        redirect.addAttribute("stage", stage);
        return "redirect:/ops/quality/stage-values";
    }

    @ExceptionHandler
    String cannotBe(NotAPipeline problem, HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put("problem", String.valueOf(problem.getMessage()));
        return PAGE;
    }
}
