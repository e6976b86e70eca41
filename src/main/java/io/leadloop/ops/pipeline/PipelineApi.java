package io.leadloop.ops.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.pipeline.Differences;
import io.leadloop.pipeline.Finding;
import io.leadloop.pipeline.Lint;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PipelineVersions;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The live pipeline as one document, so that git can own it. */
@RestController
@RequestMapping("/api/pipeline")
class PipelineApi {

    private static final List<String> BESIDE = List.of("version", "comment", "removed");

    private final LivePipeline live;
    private final PipelineVersions versions;
    private final PipelineDrafts drafts;
    private final PipelineDesk desk;
    private final LintContextReader around;

    PipelineApi(
            LivePipeline live,
            PipelineVersions versions,
            PipelineDrafts drafts,
            PipelineDesk desk,
            LintContextReader around) {
        this.live = live;
        this.versions = versions;
        this.drafts = drafts;
        this.desk = desk;
        this.around = around;
    }

    /**
     * What a document changes.
     *
     * @param differences one sentence for each change; empty where it says what is live
     * @param findings of the checks before going live; one that is an error keeps it from going live
     * @param version the version that is live now
     */
    record Result(
            List<String> differences,
            List<Finding> findings,
            @Nullable Integer version) {}

    @GetMapping
    ObjectNode pipeline() {
        PipelineVersion now = live.version();
        ObjectNode document = PipelineJson.written(now.pipeline());
        document.put("version", now.number());
        return document;
    }

    /**
     * Publishes the document as the next version; one that says what is live changes nothing.
     *
     * @param dryRun true only says what would change and what the checks find
     * @return 409 if {@code version} in the document is not the live one or the caller has a draft open in the browser, 422 if the
     *     checks find an error
     */
    @PutMapping
    ResponseEntity<Object> put(
            @RequestParam(defaultValue = "false") boolean dryRun, @RequestBody ObjectNode document, Principal who) {
        List<String> unknown = PipelineJson.unknown(document, BESIDE);
        if (!unknown.isEmpty()) {
            throw new BadInput("The document has keys that are not known: " + String.join(", ", unknown) + ".");
        }
        Pipeline wanted = PipelineJson.read(document);
        Map<String, String> removed = removed(document);
        PipelineVersion now = live.version();
        Pipeline before = now.pipeline();
        if (document.has("version")
                && !String.valueOf(now.number()).equals(document.get("version").asText())) {
            return problem(
                    HttpStatus.CONFLICT,
                    "The document was made of version "
                            + document.get("version").asText() + ", live is " + now.number()
                            + ". Get it anew and change that.");
        }
        LintContext surroundings = around.surroundings();
        List<String> differences = Differences.between(before, wanted, surroundings::nameOf);
        List<Finding> findings = Lint.look(before, wanted, removed, surroundings);
        if (dryRun || differences.isEmpty()) {
            return ResponseEntity.ok(new Result(differences, findings, now.number()));
        }
        if (versions.draftOf(who.getName()).isPresent()) {
            return problem(
                    HttpStatus.CONFLICT,
                    "You have a draft of the pipeline open in the browser: publish or discard it first.");
        }
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        if (!errors.isEmpty()) {
            return problem(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    errors.get(0).where() + ": " + errors.get(0).reason() + " "
                            + errors.get(0).fix(),
                    errors);
        }
        publish(wanted, removed, document.path("comment").asText("By REST"), who.getName());
        return ResponseEntity.ok(
                new Result(differences, findings, live.version().number()));
    }

    private void publish(Pipeline wanted, Map<String, String> removed, String comment, String who) {
        PipelineVersion draft = drafts.begin(who);
        boolean isLive = false;
        try {
            PipelineVersion saved = drafts.save(draft.id(), draft.revision(), wanted, removed, who);
            desk.publish(saved.id(), saved.revision(), comment, who);
            isLive = true;
        } finally {
            if (!isLive) {
                drafts.discard(draft.id(), who);
            }
        }
    }

    /** To which stage the leads of a removed one go. */
    private static Map<String, String> removed(ObjectNode document) {
        Map<String, String> removed = new HashMap<>();
        document.path("removed")
                .fields()
                .forEachRemaining(it -> removed.put(it.getKey(), it.getValue().asText()));
        return removed;
    }

    @ExceptionHandler(BadInput.class)
    ProblemDetail badInput(BadInput e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String words) {
        return problem(status, words, List.of());
    }

    private static ResponseEntity<Object> problem(HttpStatus status, String words, List<Finding> findings) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, words);
        if (!findings.isEmpty()) {
            problem.setProperty("findings", findings);
        }
        return ResponseEntity.status(status).body(problem);
    }
}
