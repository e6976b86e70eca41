package io.leadloop.ops.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.QualityRows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is opened in a spreadsheet. */
class CsvTests {

    @Test
    void a_text_that_a_spreadsheet_would_run_is_marked_as_text() {
        String csv = Csv.rows(List.of(new QualityRows.Row(
                null,
                new UUID(0, 1),
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
}
