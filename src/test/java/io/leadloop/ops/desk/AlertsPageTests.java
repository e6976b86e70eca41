package io.leadloop.ops.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/operations.md} lists the alerts that the code knows. When this fails after a change of {@link AlertKind}, copy
 * {@code target/operations.md} over it.
 */
class AlertsPageTests {

    private static final Path PAGE = Path.of("docs/operations.md");
    private static final Path WRITTEN = Path.of("target/operations.md");
    private static final String HEAD =
            "| kind | when | what to do | where | rule of Prometheus |\n|---|---|---|---|---|\n";

    @Test
    void the_page_lists_every_kind() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(HEAD);
        assertThat(begin).as("the head of the table of alerts").isPositive();
        String right = page.substring(0, begin) + HEAD + rows() + page.substring(page.indexOf("\n\n", begin) + 1);
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/operations.md docs/operations.md").isEqualTo(right);
    }

    private static String rows() {
        return Arrays.stream(AlertKind.values())
                .map(it -> "| `" + it + "` | " + it.when() + " | " + it.remedy() + " | `" + it.page() + "` | "
                        + it.rules().stream().map(rule -> "`" + rule + "`").collect(Collectors.joining(", ")) + " |\n")
                .collect(Collectors.joining());
    }
}
