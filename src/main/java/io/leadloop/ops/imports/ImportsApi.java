package io.leadloop.ops.imports;

import io.leadloop.imports.BadFile;
import io.leadloop.imports.BadReason;
import io.leadloop.imports.FileImport;
import io.leadloop.imports.LeadFiles;
import io.leadloop.imports.Preview;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Files of events by REST. */
@RestController
@RequestMapping("/api/leads/import")
class ImportsApi {

    static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final int MANY = 100;
    private static final int MOST_REASONS = 50;

    private final LeadFiles imports;
    private final Clock clock;

    ImportsApi(LeadFiles imports, Clock clock) {
        this.imports = imports;
        this.clock = clock;
    }

    /**
     * An import and how far it is.
     *
     * @param reasons why rows are bad, the most frequent first
     */
    record Told(
            FileImport file,
            long read,
            int percent,
            long rowsPerSecond,
            @Nullable Long secondsLeft,
            List<BadReason> reasons) {}

    /**
     * Stores the body as it streams in and begins to import it, or to try it.
     *
     * @param sheet of a workbook, else its first one
     * @param column {@code <name>:<meaning>} for a column whose name does not say what it means
     */
    @PostMapping(consumes = {"text/csv", "text/plain", "application/octet-stream", XLSX})
    ResponseEntity<?> upload(
            @ModelAttribute AnswersForm form,
            @RequestParam(defaultValue = "file.csv") String name,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestParam(required = false) @Nullable String sheet,
            @RequestParam(required = false) @Nullable List<String> column,
            HttpServletRequest request,
            Principal who)
            throws IOException {
        try {
            FileImport file = imports.upload(
                    name, request.getInputStream(), sheet, form.answers(), columns(column), who.getName());
            begin(file.id(), dryRun, who.getName());
            return ResponseEntity.accepted()
                    .location(URI.create("/api/leads/import/" + file.id()))
                    .body(told(file.id()));
        } finally {
            // Read to its end, so that a sender who is refused hears why instead of a broken connection.
            request.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }

    private void begin(UUID id, boolean dryRun, String who) {
        try {
            Preview preview = imports.preview(id);
            if (preview.mayStart() && preview.rows().stream().allMatch(it -> it.event() == null)) {
                throw new BadFile("None of the first rows can be taken. Line "
                        + preview.rows().get(0).line() + ": "
                        + preview.rows().get(0).reason() + ". Nothing was stored.");
            }
            imports.start(id, dryRun, who);
        } catch (BadFile e) {
            imports.discard(id);
            throw e;
        }
    }

    private static Map<String, String> columns(@Nullable List<String> columns) {
        Map<String, String> meanings = new HashMap<>();
        for (String column : columns == null ? List.<String>of() : columns) {
            int colon = column.lastIndexOf(':');
            if (colon < 0) {
                throw new BadFile("A column is given as <name>:<meaning>, e.g. Umsatz:deal.amount.");
            }
            meanings.put(column.substring(0, colon), column.substring(colon + 1).strip());
        }
        return meanings;
    }

    @GetMapping
    List<FileImport> newest() {
        return imports.newest(MANY);
    }

    @GetMapping("/{id}")
    Told told(@PathVariable UUID id) {
        FileImport file = imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no import " + id));
        Duration left = file.timeLeft(clock.instant());
        return new Told(
                file,
                file.read(),
                file.percent(),
                file.rowsPerSecond(clock.instant()),
                left == null ? null : left.toSeconds(),
                imports.reasons(id, MOST_REASONS));
    }

    /** Begins to import a file that was tried before. */
    @PostMapping("/{id}/start")
    Told start(@PathVariable UUID id, @RequestParam(defaultValue = "false") boolean dryRun, Principal who) {
        imports.start(id, dryRun, who.getName());
        return told(id);
    }

    @PostMapping("/{id}/cancel")
    Told cancel(@PathVariable UUID id, Principal who) {
        imports.cancel(id, who.getName());
        return told(id);
    }

    @ExceptionHandler
    @ResponseStatus(HttpStatus.BAD_REQUEST)
    ProblemDetail bad(BadFile e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
}
