package io.leadloop.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.expiry.OutsideApi.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The known ends of versions; {@code docs/api-versions.md} holds them all. When that fails after a change, copy {@code
 * target/api-versions.md} over it.
 */
class OutsideApiTests {

    private static final Path PAGE = Path.of("docs/api-versions.md");
    private static final Path WRITTEN = Path.of("target/api-versions.md");

    @ParameterizedTest
    @CsvSource({
        "META_GRAPH, v25.0, 2028-07-29, TOLD",
        "META_GRAPH, v20.0, 2026-09-24, TOLD",
        "LINKEDIN_MARKETING, 202603, 2027-03-16, TOLD",
        "LINKEDIN_MARKETING, 202609, 2027-09-15, RULE",
        "LINKEDIN_MARKETING, 202511, 2026-11-16, TOLD",
        "GOOGLE_ADS, v22, 2026-10-07, TOLD",
        "GOOGLE_ADS, v24, 2027-05-01, MONTH_TOLD",
        "GOOGLE_ADS, v25, 2027-08-01, RULE",
        "HUBSPOT, v4, 2027-03-30, TOLD",
        "HUBSPOT, v3, 2027-09-01, MONTH_TOLD",
        "HUBSPOT, 2026-09, 2028-03-01, RULE",
        "SALESFORCE_REST, v40.0, 2028-06-01, MONTH_TOLD"
    })
    void a_version_ends_on_its_day(OutsideApi api, String version, String day, Expiry.Basis basis) {
        assertThat(api.end(version)).contains(new End(java.time.LocalDate.parse(day), basis));
    }

    @ParameterizedTest
    @CsvSource({
        "META_GRAPH, v26.0",
        "SALESFORCE_REST, v66.0",
        "DATAVERSE_WEB, v9.2",
        "LINKEDIN_MARKETING, 2026",
        "HUBSPOT, v9"
    })
    void of_others_nothing_is_known(OutsideApi api, String version) {
        assertThat(api.end(version)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "/crm/v3/objects, v3",
        "/crm/v4/objects, v4",
        "/crm/objects/2026-09, 2026-09",
        "/crm/pipelines/2026-03/, 2026-03",
        "/api/data/v9.2, v9.2"
    })
    void a_version_is_found_in_a_path(String path, String version) {
        assertThat(OutsideApi.versionIn(path)).contains(version);
    }

    @Test
    void a_path_without_one_has_none() {
        assertThat(OutsideApi.versionIn("/crm/objects")).isEmpty();
    }

    @Test
    void the_page_says_what_is_known() throws IOException {
        String right = """
                # Ends of API versions

                Written by `OutsideApiTests` from `expiry/OutsideApi`, as known on 2026-11-26. What the platform has not
                announced says so, and is set right by `api-version-ends` of the destination or source. The page of
                destinations, the page of sources, the log, `leadloop.destination.days.left`, `leadloop.source.days.left` and
                the alerts `endsSoon` and `ended` (of sources `sourceEndsSoon` and `sourceEnded`) tell of them from `leadloop.expiry.warn-before` before the end on.
                """
                + Arrays.stream(OutsideApi.values())
                        .map(OutsideApiTests::section)
                        .collect(Collectors.joining());
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, right);
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("cp target/api-versions.md docs/api-versions.md")
                .isEqualTo(right);
    }

    private static String section(OutsideApi api) {
        String rule = api.rule().isEmpty() ? "" : "By rule, where nothing is announced: " + api.rule() + ".\n";
        String head = "\n## " + api.title() + "\n\n[Source](" + api.source() + "). " + rule;
        return api.told().isEmpty()
                ? head.strip().indent(0).replaceFirst("^", "\n") + (rule.isEmpty() ? "No end is told.\n" : "")
                : head.stripTrailing() + "\n\n| version | until |\n|---|---|\n"
                        + api.told().entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(it -> "| `" + it.getKey() + "` | "
                                        + it.getValue().day() + words(it.getValue()) + " |\n")
                                .collect(Collectors.joining());
    }

    private static String words(End end) {
        return end.basis().words().isEmpty() ? "" : " (" + end.basis().words() + ")";
    }
}
