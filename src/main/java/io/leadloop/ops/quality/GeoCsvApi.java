package io.leadloop.ops.quality;

import io.leadloop.quality.GeoPanel;
import io.leadloop.quality.GeoPanels;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The figures by day and country as CSV, for geo lift tests, beside {@link QualityCsvApi}. Days are {@code yyyy-mm-dd}: one of
 * the formats of GeoLift's {@code GeoDataRead} and the only one of Meridian's {@code CsvDataLoader}. Both are told the names of
 * the columns, so ours stand (docs/reporting.md has the calls).
 */
@RestController
@RequestMapping({QualityApi.FOR_MACHINES, QualityApi.FOR_PEOPLE})
class GeoCsvApi {

    private final GeoPanels panels;

    GeoCsvApi(GeoPanels panels) {
        this.panels = panels;
    }

    /**
     * One line for each day and each country of the leads.
     *
     * @param unknown whether leads without a country are a location too
     */
    @GetMapping("/geo.csv")
    void geo(
            @RequestParam LocalDate from,
            @RequestParam LocalDate until,
            @RequestParam(defaultValue = "true") boolean unknown,
            @RequestParam(required = false) @Nullable String destination,
            @RequestParam(required = false) @Nullable String source,
            @RequestParam(required = false) @Nullable String campaign,
            HttpServletResponse response)
            throws IOException {
        GeoPanel panel =
                panels.of(QueryParameters.period(from, until), QueryParameters.slice(destination, source, campaign));
        response.setContentType("text/csv; charset=UTF-8");
        response.setHeader(
                "Content-Disposition",
                "attachment; filename=\"geo-" + from + "-" + until + (unknown ? "-with-unknown" : "") + ".csv\"");
        try (Writer out = response.getWriter()) {
            Csv.geo(unknown ? panel : panel.withoutUnknown(), out);
        }
    }
}
