package io.leadloop.ops.pipeline;

import io.leadloop.lead.LeadId;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import io.leadloop.planning.SampleWalk.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The pipeline page: everybody who is signed in may look, sales ops and administrators edit and publish. */
@Controller
@RequestMapping("/ops/pipeline")
class PipelinePages {

    /** The view for experts; any other is the cards. */
    private static final String TABLES = "tables";

    private final PipelineDesk desk;
    private final PipelineDrafts drafts;
    private final PipelineVersions versions;
    private final LivePipeline live;

    PipelinePages(PipelineDesk desk, PipelineDrafts drafts, PipelineVersions versions, LivePipeline live) {
        this.desk = desk;
        this.drafts = drafts;
        this.versions = versions;
        this.live = live;
    }

    private static boolean mayEdit(Authentication who) {
        return who.getAuthorities().stream()
                .anyMatch(it -> it.getAuthority().equals("ROLE_ADMIN")
                        || it.getAuthority().equals("ROLE_SALES_OPS"));
    }

    /** Back to the view that the form stands in. */
    private static String page(@Nullable String view) {
        return "redirect:/ops/pipeline" + (TABLES.equals(view) ? "?view=tables" : "");
    }

    private void fill(Model model, Authentication who) {
        boolean mayEdit = mayEdit(who);
        PipelineVersion mine = mayEdit ? versions.draftOf(who.getName()).orElse(null) : null;
        model.addAttribute("view", desk.view(mine));
        model.addAttribute("mayEdit", mayEdit);
        model.addAttribute("editing", mine != null);
    }

    /**
     * @param all whether lines of platforms that are not connected are shown too
     */
    @GetMapping
    String page(
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(defaultValue = "false") boolean all,
            Model model,
            Authentication who) {
        fill(model, who);
        model.addAttribute(TABLES, TABLES.equals(view));
        model.addAttribute("all", all);
        return "ops/pipeline";
    }

    /** The parts that renew themselves while work goes on in the background. */
    @GetMapping("/progress/{part}")
    String progress(
            @PathVariable String part,
            @RequestParam(required = false) @Nullable String view,
            Model model,
            Authentication who) {
        fill(model, who);
        model.addAttribute(TABLES, TABLES.equals(view));
        return switch (part) {
            case "dry-run" -> "ops/pipeline-checks :: dry-run";
            case "migration" -> "ops/pipeline-checks :: migration";
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such part");
        };
    }

    @PostMapping("/begin")
    String begin(@RequestParam(required = false) @Nullable String view, Authentication who) {
        drafts.begin(who.getName());
        return page(view);
    }

    @PostMapping("/save")
    String save(
            @RequestParam UUID draft,
            @RequestParam int revision,
            @RequestParam MultiValueMap<String, String> sent,
            Authentication who,
            RedirectAttributes redirect) {
        PipelineForm form = new PipelineForm(sent);
        drafts.save(draft, revision, form.pipeline(), form.removed(), who.getName());
        redirect.addFlashAttribute("told", "Saved as your draft. Nothing of it counts before it is published.");
        return page(TABLES);
    }

    /**
     * Saves what the tables say while somebody goes on typing, and answers with the parts of the page that follow from it;
     * new rows and removals are left to the button. What is not understood is said beside its cell, and nothing is saved.
     */
    @PostMapping("/autosave")
    String autosave(
            @RequestParam UUID draft,
            @RequestParam int revision,
            @RequestParam MultiValueMap<String, String> sent,
            Model model,
            Authentication who) {
        PipelineForm form = PipelineForm.ofKnownRows(sent);
        model.addAttribute("more", KnownRows.areNotAll(sent));
        model.addAttribute(TABLES, true);
        try {
            desk.saveIfChanged(draft, revision, form.pipeline(), form.removed(), who.getName());
            model.addAttribute("notes", form.understood());
        } catch (CellMistakes e) {
            model.addAttribute("unsaved", "Not saved: look at the marked cells. What you typed stands.");
            model.addAttribute("notes", e.notes());
        } catch (NotAPipeline e) {
            model.addAttribute("unsaved", "Not saved. " + e.getMessage());
        }
        fill(model, who);
        return "ops/pipeline-saved";
    }

    @PostMapping("/discard")
    String discard(
            @RequestParam UUID draft,
            @RequestParam(required = false) @Nullable String view,
            Authentication who,
            RedirectAttributes redirect) {
        drafts.discard(draft, who.getName());
        redirect.addFlashAttribute("told", "The draft is gone; the live version is as it was.");
        return page(view);
    }

    @PostMapping("/rebase")
    String rebase(
            @RequestParam UUID draft,
            @RequestParam(required = false) @Nullable String view,
            Authentication who,
            RedirectAttributes redirect) {
        drafts.rebase(draft, who.getName());
        redirect.addFlashAttribute(
                "told", "Your draft now stands on the live version. The difference below says what it would undo.");
        return page(view);
    }

    @PostMapping("/publish")
    String publish(
            @RequestParam UUID draft,
            @RequestParam int revision,
            @RequestParam String comment,
            @RequestParam(required = false) @Nullable String view,
            Authentication who,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute("told", desk.publish(draft, revision, comment, who.getName()));
        return page(view);
    }

    @PostMapping("/upload")
    String upload(
            @RequestParam UUID draft,
            @RequestParam int revision,
            @RequestParam MultipartFile file,
            @RequestParam(required = false) @Nullable String view,
            Authentication who,
            RedirectAttributes redirect)
            throws IOException {
        drafts.upload(draft, revision, new String(file.getBytes(), StandardCharsets.UTF_8), who.getName());
        redirect.addFlashAttribute("told", "The file is in your draft. The difference below says what it changes.");
        return page(view);
    }

    @PostMapping("/dry-run")
    String dryRun(@RequestParam(required = false) @Nullable String view, Authentication who) {
        desk.rehearse(who.getName());
        return page(view) + "#dry-run";
    }

    /** One lead walked through my draft, or through the live version where I have none. */
    @GetMapping("/sample")
    String sample(@RequestParam(required = false) @Nullable UUID lead, Model model, Authentication who) {
        PipelineVersion version =
                versions.draftOf(who.getName()).filter(it -> mayEdit(who)).orElseGet(live::version);
        model.addAttribute("version", version);
        model.addAttribute("mayEdit", mayEdit(who));
        model.addAttribute("leads", desk.newestLeads());
        model.addAttribute("chosen", lead);
        model.addAttribute("steps", lead == null ? List.of() : desk.walk(new LeadId(lead), version));
        return "ops/pipeline-sample";
    }

    /** The same with a platform's own word on one step: would it take this? Nothing counts there. */
    @PostMapping("/sample")
    String ask(
            @RequestParam UUID lead,
            @RequestParam String destination,
            @RequestParam String action,
            Model model,
            Authentication who) {
        sample(lead, model, who);
        PipelineVersion version = versions.draftOf(who.getName()).orElseGet(live::version);
        Question question = new Question(destination, action);
        model.addAttribute("asked", question);
        model.addAttribute(
                "answer",
                desk.ask(new LeadId(lead), version, question).orElse("There is no such step that would be sent."));
        return "ops/pipeline-sample";
    }

    @GetMapping("/files/{id}/{decision}.dmn")
    ResponseEntity<byte[]> file(@PathVariable UUID id, @PathVariable String decision) {
        PipelineVersion version = versions.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such version"));
        String text = switch (decision) {
            case "stage-mapping" -> version.files().stageMapping();
            case "conversion-plan" -> version.files().conversionPlan();
            default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such table");
        };
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + decision + ".dmn\"")
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /** One version beside another; beside the live one where none is named. */
    @GetMapping("/versions/{number}")
    String version(
            @PathVariable int number,
            @RequestParam(required = false) @Nullable Integer with,
            Model model,
            Authentication who) {
        PipelineVersion version = published(number);
        PipelineVersion other = with == null ? live.version() : published(with);
        model.addAttribute("version", version);
        model.addAttribute("other", other);
        model.addAttribute("pipeline", version.pipeline());
        model.addAttribute("differences", desk.compare(other, version));
        model.addAttribute("versions", versions.published());
        model.addAttribute("live", live.version());
        model.addAttribute("mayEdit", mayEdit(who));
        return "ops/pipeline-version";
    }

    @PostMapping("/versions/{number}/bring-back")
    String bringBack(@PathVariable int number, Authentication who, RedirectAttributes redirect) {
        drafts.bringBack(number, who.getName());
        redirect.addFlashAttribute("told", "Version " + number + " is in your draft. Look at it and publish it.");
        return page(null);
    }

    private PipelineVersion published(int number) {
        return versions.published(number)
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no published version " + number));
    }

    @ExceptionHandler
    String cannotBe(NotAPipeline problem, jakarta.servlet.http.HttpServletRequest request) {
        RequestContextUtils.getOutputFlashMap(request).put("problem", String.valueOf(problem.getMessage()));
        RequestContextUtils.getOutputFlashMap(request).put("typed", Typed.of(request.getParameterMap()));
        if (problem instanceof CellMistakes mistakes) {
            RequestContextUtils.getOutputFlashMap(request).put("notes", mistakes.notes());
        }
        return page(request.getRequestURI().endsWith("/save") ? TABLES : request.getParameter("view"));
    }
}
