package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.csv.CsvRecords;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.support.Resources;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole files and what is read from each of their rows: beside each {@code x.csv} stands {@code x.txt}. */
class GoldenFilesTests {

    private static final Map<String, ImportOptions> ANSWERS = Map.of(
            "google-template", answers("-05:00", null, null),
            "german-excel", answers("Europe/Berlin", "EUR", "DE"),
            "bad-rows", answers(null, null, null),
            "own-names", answers(null, null, null));

    private static ImportOptions answers(@Nullable String zone, @Nullable String currency, @Nullable String country) {
        return new ImportOptions("shop", Consent.State.UNKNOWN, zone, currency, country, null, null, null, null);
    }

    private static List<String> read(String file, ImportOptions answers, boolean isCrm) {
        byte[] bytes = file.getBytes(StandardCharsets.UTF_8);
        FileHead head = FileHead.of(bytes);
        List<ImportField> meanings = new ArrayList<>();
        head.columns().forEach(it -> meanings.add(ImportField.ofHeader(it).orElse(null)));
        RowReader reader = new RowReader(
                meanings,
                answers,
                new RowIdentity("shop", isCrm, ExternalId::new, it -> "0123456789abcdef0123456789abcdef"),
                Instant.parse("2026-11-01T00:00:00Z"));
        List<String> lines = new ArrayList<>();
        try (CsvRecords rows = new CsvRecords(new ByteArrayInputStream(bytes), head.delimiter())) {
            ImportReading.skip(rows, head.skipped());
            for (CsvRecords.Row row = rows.next(); row != null; row = rows.next()) {
                if (!row.isBlank()) {
                    RowReader.Reading read = reader.read(row);
                    lines.add(row.line() + ": " + (read.event() == null ? "BAD " + read.reason() : told(read.event())));
                }
            }
        }
        return lines;
    }

    static String told(LeadEvent event) {
        List<String> parts = new ArrayList<>();
        parts.add(event.subject().type() + " " + event.subject().id());
        parts.add(event.status() + " at " + event.occurredAt());
        if (event.deal() != null) {
            parts.add("deal " + event.deal().id() + " " + event.outcome());
        }
        if (event.dealValue().amount() != null) {
            parts.add(event.dealValue().amount().plainAmount() + " "
                    + event.dealValue().amount().currency());
        }
        for (ClickId click : event.clickIds()) {
            parts.add(click.kind().key() + "=" + click.value() + "@" + click.clickedAt());
        }
        parts.add((event.contact().email() == null ? "" : "mail ")
                + (event.contact().phoneE164() == null ? "" : "phone"));
        parts.add(
                event.consent() == null
                        ? "silent"
                        : event.consent().adUserData().name());
        return String.join(" | ", parts);
    }

    @ParameterizedTest
    @ValueSource(strings = {"google-template", "german-excel", "bad-rows", "own-names"})
    void is_read_as_expected(String name) {
        List<String> lines = read(Resources.text("imports/" + name + ".csv"), ANSWERS.get(name), false);
        assertThat(String.join("\n", lines) + "\n").isEqualTo(Resources.text("imports/" + name + ".txt"));
    }

    @Test
    void the_example_of_the_documentation_has_no_bad_row() throws Exception {
        String example = java.nio.file.Files.readString(java.nio.file.Path.of("docs/import-example.csv"));
        assertThat(read(example, answers("Europe/Berlin", null, null), false))
                .hasSizeGreaterThan(3)
                .noneMatch(it -> it.contains("BAD"));
    }

    /** As by webhook: it is named on the lead. Pipedrive writes several mails or numbers into one cell. */
    @Test
    void what_cannot_be_read_of_a_person_spoils_no_row_and_of_several_the_first_usable_one_counts() {
        String file = """
                Lead ID,Status,occurredAt,Email,Phone,Country
                L-1,MQL,2026-10-03T10:00:00Z,no mail,12,Germany
                L-2,MQL,2026-10-03T10:00:00Z,"none, b@example.com","12; 0151 23456789",Deutschland
                L-3,MQL,2026-10-03T10:00:00Z,n/a,-,
                """;
        assertThat(read(file, answers(null, null, null), false))
                .containsExactly(
                        "2: LEAD L-1 | MQL at 2026-10-03T10:00:00Z |  | silent",
                        "3: LEAD L-2 | MQL at 2026-10-03T10:00:00Z | mail phone | silent",
                        "4: LEAD L-3 | MQL at 2026-10-03T10:00:00Z |  | silent");
    }

    @Test
    void rows_of_a_crm_need_the_ids_by_which_it_knows_its_leads() {
        String file = """
                Lead ID,Deal ID,Status,occurredAt,gclid
                L-1,,MQL,2026-10-03T10:00:00Z,
                ,D-1,Won,2026-10-03T10:00:00Z,click
                ,,Won,2026-10-03T10:00:00Z,click
                """;
        assertThat(read(file, answers(null, null, null), true))
                .satisfiesExactly(
                        it -> assertThat(it).contains("LEAD L-1"),
                        it -> assertThat(it).contains("DEAL D-1"),
                        it -> assertThat(it).contains("BAD Lead id (lead.id) is missing"));
    }

    @Test
    void no_reason_repeats_a_value() {
        String file = """
                Lead ID,Status,occurredAt,Amount,Email,Phone,Country,Consent
                L-1,MQL,secret-time,secret-amount,secret-mail,secret-phone,secret-land,secret-word
                """;
        assertThat(read(file, answers(null, null, null), false))
                .allSatisfy(it -> assertThat(it).contains("BAD").doesNotContain("secret"));
    }
}
