package io.leadloop.ops.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.GeoPanel;
import io.leadloop.quality.Period;
import io.leadloop.quality.QualityRows;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is opened in a spreadsheet. */
class CsvTests {

    @Test
    void a_text_that_a_spreadsheet_would_run_is_marked_as_text() {
        String csv = Csv.rows(List.of(new QualityRows.Row(
                null,
                new UUID(0, 1),
                null,
                "=cmd|' /C calc'!A0",
                "MQL",
                "meta",
                "+1",
                "ACCEPTED",
                null,
                null,
                Instant.EPOCH,
                null,
                null)));
        assertThat(csv).contains("'=cmd|' /C calc'!A0").contains(",'+1,").contains(",MQL,");
    }

    @Test
    void a_day_without_leads_is_a_line_of_zeros_in_a_file_for_lift_tests() throws IOException {
        assertThat(geo("MQL")).isEqualTo("""
                date,location,leads,mql,revenue,unpriced,spend_google_ads,currency
                2026-08-01,na,3,2,150.00,1,10,EUR
                2026-08-01,unknown,0,0,0,0,0,EUR
                2026-08-02,na,0,0,0,0,0,EUR
                2026-08-02,unknown,0,0,0,0,0,EUR
                """);
    }

    @Test
    void a_stage_may_have_the_id_of_another_column() throws IOException {
        assertThat(geo("REVENUE")).startsWith("date,location,leads,stage_revenue,revenue,");
    }

    private static String geo(String stage) throws IOException {
        LocalDate first = LocalDate.parse("2026-08-01");
        GeoPanel.Row row =
                new GeoPanel.Row(first, "na", 3, List.of(2L), new BigDecimal("150.00"), 1, List.of(BigDecimal.TEN));
        StringBuilder out = new StringBuilder();
        Csv.geo(
                new GeoPanel(
                        new Period(first, first.plusDays(1)),
                        List.of(stage),
                        List.of("na", GeoPanel.UNKNOWN),
                        List.of("google-ads"),
                        List.of(),
                        Map.of(first, Map.of("na", row)),
                        "EUR"),
                out);
        return out.toString();
    }
}
