package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/connections.md} lists what the audit looks for. When this fails after a change of {@link AuditFinding.Kind}, copy
 * {@code target/connections.md} over it.
 */
class AuditPageTests {

    private static final Path PAGE = Path.of("docs/connections.md");
    private static final Path WRITTEN = Path.of("target/connections.md");
    private static final String HEAD = "| found | how bad | what to do |\n|---|---|---|\n";

    @Test
    void the_page_lists_every_finding() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        assertThat(begin).as("the head of the table of findings").isPositive();
        String right = page.substring(0, begin) + HEAD + rows() + page.substring(page.indexOf("\n\n", begin) + 1);
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/connections.md docs/connections.md").isEqualTo(right);
    }

    private static String rows() {
        return Arrays.stream(AuditFinding.Kind.values())
                .map(it -> "| " + it.when() + " | " + it.severity().name().toLowerCase(Locale.ROOT) + " | "
                        + it.remedy() + " |\n")
                .collect(Collectors.joining());
    }
}
