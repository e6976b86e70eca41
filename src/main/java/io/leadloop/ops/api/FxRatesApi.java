package io.leadloop.ops.api;

import io.leadloop.conversion.FxRates;
import io.leadloop.conversion.FxRatesCsv;
import io.leadloop.ops.desk.FiguresDesk;
import java.io.IOException;
import java.io.StringReader;
import java.security.Principal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Dated exchange rates for accounts in another currency than the CRM's. */
@RestController
@RequestMapping("/api/fx-rates")
class FxRatesApi {

    private static final int MOST_MISTAKES = 20;

    private final FxRates rates;
    private final FiguresDesk desk;
    private final Clock clock;

    FxRatesApi(FxRates rates, FiguresDesk desk, Clock clock) {
        this.rates = rates;
        this.desk = desk;
        this.clock = clock;
    }

    record Imported(int rates) {}

    @GetMapping
    FxRates.Stock stock() {
        return rates.stock();
    }

    /** Imports a file, see {@link FxRatesCsv}: all of it or, with a mistake anywhere, nothing. */
    @PostMapping(consumes = {"text/csv", "text/plain"})
    ResponseEntity<?> add(@RequestParam String source, @RequestBody String file, Principal who) throws IOException {
        FxRatesCsv.Read read =
                FxRatesCsv.read(new StringReader(file), source, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        if (!read.mistakes().isEmpty() || read.rates().isEmpty()) {
            ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                    HttpStatus.BAD_REQUEST, "The file was not imported. Correct it and send it again.");
            problem.setProperty(
                    "mistakes", read.mistakes().stream().limit(MOST_MISTAKES).toList());
            return ResponseEntity.badRequest().body(problem);
        }
        return ResponseEntity.ok(new Imported(desk.rates(read.rates(), source, who.getName())));
    }
}
