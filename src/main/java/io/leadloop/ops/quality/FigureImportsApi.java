package io.leadloop.ops.quality;

import io.leadloop.ops.desk.FiguresDesk;
import io.leadloop.quality.FetchedReports;
import io.leadloop.quality.Imports;
import java.io.IOException;
import java.io.StringReader;
import java.security.Principal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The imports of costs and of the platforms' reports; a file with mistakes is answered with 400 and its lines. */
@RestController
@RequestMapping(QualityApi.FOR_MACHINES)
class FigureImportsApi {

    private final FiguresDesk desk;

    FigureImportsApi(FiguresDesk desk) {
        this.desk = desk;
    }

    /** What ads cost: {@code platform,campaign,day,amount,currency}, and {@code country} where it is known. */
    @PostMapping(
            path = "/costs",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> costs(@RequestBody String file, Principal who) throws IOException {
        return answer(desk.costs(new StringReader(file), who.getName()));
    }

    /** What platforms say: {@code destination,action,day,basis,conversions,amount,currency}. */
    @PostMapping(
            path = "/platform-reports",
            consumes = {"text/csv", MediaType.TEXT_PLAIN_VALUE})
    ResponseEntity<?> reports(@RequestBody String file, Principal who) throws IOException {
        return answer(desk.reports(new StringReader(file), who.getName()));
    }

    /** Asks the platforms that tell it by their API now instead of tomorrow morning. */
    @PostMapping("/platform-reports/fetch")
    List<FetchedReports.Fetch> fetch(Principal who) {
        return desk.fetch(who.getName());
    }

    private static ResponseEntity<?> answer(Imports.Imported imported) {
        if (imported.mistakes().isEmpty()) {
            return ResponseEntity.ok(imported);
        }
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "The file was not imported. Correct it and send it again.");
        problem.setProperty("mistakes", imported.mistakes().stream().limit(20).toList());
        return ResponseEntity.badRequest().body(problem);
    }
}
