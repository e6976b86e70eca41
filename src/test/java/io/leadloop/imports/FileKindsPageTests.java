package io.leadloop.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of {@code docs/import.md} says which files are known. When this fails, copy {@code target/import.md} over it. */
class FileKindsPageTests {

    private static final Path PAGE = Path.of("docs/import.md");
    private static final Path WRITTEN = Path.of("target/import.md");

    @Test
    void the_page_says_what_the_kinds_of_file_say() throws IOException {
        String page = Files.readString(PAGE);
        Matcher old = Pattern.compile("\\| file \\|[^\\n]*\\n(\\|[^\\n]*\\n)+").matcher(page);
        assertThat(old.find()).isTrue();
        String right = page.substring(0, old.start()) + table() + page.substring(old.end());
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/import.md docs/import.md").isEqualTo(right);
    }

    private static String table() {
        return "| file | known by | |\n|---|---|---|\n"
                + Arrays.stream(FileKind.values()).map(FileKindsPageTests::row).collect(Collectors.joining());
    }

    private static String row(FileKind kind) {
        String refusal = kind.refusal();
        String words = refusal == null ? Objects.requireNonNullElse(kind.note(), "") : "**Refused.** " + refusal;
        return "| " + kind.label() + " | " + kind.known() + " | " + words + " |\n";
    }
}
