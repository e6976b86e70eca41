package io.leadloop.ops.imports;

import io.leadloop.imports.BadFile;
import io.leadloop.imports.FileImport;
import io.leadloop.imports.ImportField;
import io.leadloop.imports.ImportForecast;
import io.leadloop.imports.ImportOptions;
import io.leadloop.imports.LeadFiles;
import io.leadloop.imports.Preview;
import io.leadloop.ops.desk.KeptForm;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.StageMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.servlet.support.RequestContextUtils;

/** The pages on which files of events are uploaded, looked at, tried and imported. */
@Controller
@RequestMapping("/ops/import")
class ImportsPage {

    private static final String PAGE = "redirect:/ops/import";
    private static final int MANY = 50;
    private static final int MOST_REASONS = 20;
    private static final Set<String> ANSWERS = Set.of(
            "source",
            "consentWhenAbsent",
            "zone",
            "currency",
            "country",
            "status",
            "timeOfDay",
            "dateOrder",
            "decimalSign");

    private final LeadFiles imports;
    private final StageMapping mapping;
    private final LivePipeline live;
    private final Clock clock;

    ImportsPage(LeadFiles imports, StageMapping mapping, LivePipeline live, Clock clock) {
        this.imports = imports;
        this.mapping = mapping;
        this.live = live;
        this.clock = clock;
    }

    /** Whether the reader may import; the doors hold it, not the page. */
    @ModelAttribute("mayPress")
    boolean mayImport(HttpServletRequest request) {
        return request.isUserInRole("ADMIN") || request.isUserInRole("OPERATOR") || request.isUserInRole("SALES_OPS");
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("imports", imports.newest(MANY));
        return "ops/import";
    }

    /** The body is the file itself: it goes to the database as it streams in and touches no disk in clear. */
    @PostMapping(consumes = {"text/csv", "application/octet-stream", ImportsApi.XLSX})
    ResponseEntity<?> upload(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable String sheet,
            HttpServletRequest request,
            Principal who)
            throws IOException {
        try {
            FileImport file =
                    imports.upload(name, request.getInputStream(), sheet, ImportOptions.NONE, Map.of(), who.getName());
            return ResponseEntity.created(URI.create("/ops/import/" + file.id()))
                    .build();
        } catch (BadFile e) {
            return ResponseEntity.badRequest()
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage())));
        } finally {
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    @GetMapping("/{id}")
    String show(@PathVariable UUID id, Model model) {
        FileImport file = progress(id, model);
        model.addAttribute("sources", imports.sources());
        model.addAttribute("meanings", ImportField.all());
        if (file.state() == FileImport.State.UPLOADED) {
            Preview preview = imports.preview(id);
            Pipeline pipeline = live.pipeline();
            Map<Long, String> stages = stages(preview, pipeline);
            Optional<ImportForecast.Result> forecast = imports.forecast(id);
            model.addAttribute("preview", preview);
            model.addAttribute("stages", stages);
            model.addAttribute("forecast", forecast.orElse(null));
            model.addAttribute("statuses", StatusChoices.of(file, preview, stages, forecast, pipeline));
        }
        if (file.bad() > 0 && !file.isRunning()) {
            model.addAttribute("reasons", imports.reasons(id, MOST_REASONS));
        }
        return "ops/import-file";
    }

    /** The stage that each row's status means by the live pipeline, by line; none where no rule knows it. */
    private Map<Long, String> stages(Preview preview, Pipeline pipeline) {
        Map<Long, String> stages = new HashMap<>();
        for (Preview.Row row : preview.rows()) {
            if (row.event() != null) {
                mapping.stageFor(row.event())
                        .ifPresent(it -> stages.put(
                                row.line(),
                                pipeline.stage(it).map(PipelineStage::name).orElse(it)));
            }
        }
        return stages;
    }

    /** The part of the page that renews itself; when the work is over the whole page does. */
    @GetMapping("/{id}/progress")
    String progress(@PathVariable UUID id, Model model, HttpServletResponse response) {
        if (!progress(id, model).isRunning()) {
            response.setHeader("HX-Refresh", "true");
        }
        return "ops/import-file :: progress";
    }

    private FileImport progress(UUID id, Model model) {
        FileImport file = imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no import " + id));
        model.addAttribute("file", file);
        model.addAttribute("speed", file.rowsPerSecond(clock.instant()));
        model.addAttribute("left", file.timeLeft(clock.instant()));
        return file;
    }

    @PostMapping("/{id}")
    String answer(
            @PathVariable UUID id,
            @ModelAttribute AnswersForm form,
            @RequestParam List<String> meaning,
            @RequestParam String verb,
            @RequestParam MultiValueMap<String, String> sent,
            Principal who,
            RedirectAttributes redirect) {
        imports.answer(id, form.answers(statuses(sent)), meaning);
        switch (verb) {
            case "try" -> imports.start(id, true, who.getName());
            case "import" -> imports.start(id, false, who.getName());
            default -> redirect.addFlashAttribute("told", "Saved. This is how the first rows are understood now.");
        }
        return PAGE + "/" + id;
    }

    /** The file's words and the known ones that somebody chose for them, pair by pair. */
    private static Map<String, String> statuses(MultiValueMap<String, String> sent) {
        List<String> words = sent.getOrDefault("fileStatus", List.of());
        List<String> known = sent.getOrDefault("knownStatus", List.of());
        Map<String, String> statuses = new LinkedHashMap<>();
        for (int i = 0; i < words.size() && i < known.size(); i++) {
            if (!known.get(i).isBlank()) {
                statuses.put(words.get(i), known.get(i));
            }
        }
        return statuses;
    }

    @PostMapping("/{id}/cancel")
    String cancel(@PathVariable UUID id, Principal who) {
        imports.cancel(id, who.getName());
        return PAGE + "/" + id;
    }

    @ExceptionHandler
    String cannotBe(BadFile problem, HttpServletRequest request) {
        String words = String.valueOf(problem.getMessage());
        RequestContextUtils.getOutputFlashMap(request).put("problem", words);
        if ("POST".equals(request.getMethod()) && request.getParameter("verb") != null) {
            RequestContextUtils.getOutputFlashMap(request).put(KeptForm.ATTRIBUTE, KeptForm.of(request, wrong(words)));
        }
        // By POST it is the file's own page that tells; a page that cannot be shown sends back to the list.
        String address = request.getRequestURI().replaceAll("/cancel$", "");
        return "GET".equals(request.getMethod()) ? PAGE : "redirect:" + address;
    }

    /** The words of each answer that cannot be read, by its name; they begin with it. */
    private static Map<String, String> wrong(String words) {
        Map<String, String> wrong = new LinkedHashMap<>();
        for (String mistake : words.split("; (?!is )")) {
            String field = mistake.split("[ :]", 2)[0];
            if (ANSWERS.contains(field)) {
                wrong.put(field, mistake.substring(field.length()).replaceFirst("^[: ]+", "This "));
            }
        }
        return wrong;
    }
}
