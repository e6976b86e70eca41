package io.leadloop.ops.imports;

import io.leadloop.imports.FileImport;
import io.leadloop.imports.LeadFiles;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** The bad rows of an import as a CSV to download: line and reason, nothing of the rows themselves. */
@Controller
class BadRowsFile {

    private final LeadFiles imports;

    BadRowsFile(LeadFiles imports) {
        this.imports = imports;
    }

    @GetMapping({"/ops/import/{id}/bad-rows.csv", "/api/leads/import/{id}/bad-rows"})
    void download(@PathVariable UUID id, HttpServletResponse response) throws IOException {
        FileImport file = imports.find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no import " + id));
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"bad-rows-" + file.id() + ".csv\"");
        try (BufferedWriter out = new BufferedWriter(response.getWriter())) {
            out.write("line,reason\r\n");
            imports.eachBadRow(
                    id, (line, reason) -> write(out, line + ",\"" + reason.replace("\"", "\"\"") + "\"\r\n"));
        }
    }

    private static void write(Writer out, String line) {
        try {
            out.write(line);
        } catch (IOException e) {
            throw new UncheckedIOException("Whoever downloads the bad rows went away", e);
        }
    }
}
