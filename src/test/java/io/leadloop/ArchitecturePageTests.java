package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.schedule.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code docs/architecture.md} say what the code says. When this fails, copy {@code target/architecture.md} over it.
 */
class ArchitecturePageTests {

    private static final Path PAGE = Path.of("docs/architecture.md");
    private static final Path WRITTEN = Path.of("target/architecture.md");
    private static final Pattern ALLOWED = Pattern.compile("allowedDependencies = \\{([^}]*)}", Pattern.DOTALL);
    private static final Pattern DOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

    @Test
    void the_page_says_what_the_rooms_and_watches_say() throws IOException {
        String page = Files.readString(PAGE);
        String right = replaced(replaced(page, "room", rooms()), "watch", watches());
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/architecture.md docs/architecture.md").isEqualTo(right);
    }

    /** The table whose first column has that title, replaced; a place that is still to be filled is one too. */
    private static String replaced(String page, String title, String table) {
        String marked = page.replace(
                "@" + title.toUpperCase(Locale.ROOT) + (title.equals("room") ? "S@" : "ES@"), table.strip());
        Matcher old = Pattern.compile("\\| " + title + " \\|[^\\n]*\\n(\\|[^\\n]*\\n)+")
                .matcher(marked);
        return old.find() ? marked.substring(0, old.start()) + table + marked.substring(old.end()) : marked;
    }

    private static String rooms() {
        return "| room | may use | for |\n|---|---|---|\n"
                + packages().stream().map(ArchitecturePageTests::row).collect(Collectors.joining());
    }

    private static List<Path> packages() {
        try (Stream<Path> rooms = Files.list(Path.of("src/main/java/io/leadloop"))) {
            return rooms.filter(it -> Files.exists(it.resolve("package-info.java")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String row(Path room) {
        try {
            String source = Files.readString(room.resolve("package-info.java"));
            Matcher allowed = ALLOWED.matcher(source);
            Matcher doc = DOC.matcher(source);
            String uses = allowed.find()
                    ? allowed.group(1).replaceAll("[\"\\s]+", " ").strip().replace(" ,", ",")
                    : "";
            String text = doc.find()
                    ? doc.group(1)
                            .replaceAll("(?m)^ \\* ?", " ")
                            .replaceAll("\\s+", " ")
                            .strip()
                    : "";
            String first = text.replaceFirst("(?<=[a-z0-9)])[.:] .*", "").replaceFirst("\\.$", "");
            return "| `" + room.getFileName() + "` | " + (uses.isEmpty() ? "-" : uses) + " | " + first + " |\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String watches() {
        return "| watch | every | threads | this watch |\n|---|---|---|---|\n"
                + Arrays.stream(Watch.values())
                        .map(it -> "| `" + it + "` | " + every(it) + " | " + it.threads() + " | " + it.does() + " |\n")
                        .collect(Collectors.joining());
    }

    private static String every(Watch watch) {
        Duration period = watch.period();
        return period == null
                ? "`" + watch.cron() + "` (UTC)"
                : period.toString().substring(2).toLowerCase(Locale.ROOT).replaceAll("(\\d)([hms])", "$1 $2");
    }
}
