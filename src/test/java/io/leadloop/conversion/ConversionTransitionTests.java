package io.leadloop.conversion;

import static io.leadloop.conversion.ConversionState.ACCEPTED;
import static io.leadloop.conversion.ConversionState.CANCELLED;
import static io.leadloop.conversion.ConversionState.DROPPED;
import static io.leadloop.conversion.ConversionState.EXHAUSTED;
import static io.leadloop.conversion.ConversionState.EXPIRED;
import static io.leadloop.conversion.ConversionState.MERGED;
import static io.leadloop.conversion.ConversionState.PLANNED;
import static io.leadloop.conversion.ConversionState.REFUSED;
import static io.leadloop.conversion.ConversionState.REJECTED;
import static io.leadloop.conversion.ConversionState.TAKEN_BACK;
import static io.leadloop.conversion.ConversionState.WITHDRAWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What may follow what; {@code docs/conversion-states.md} is written from it. When that test fails after a change, copy {@code
 * target/conversion-states.md} over the page.
 */
class ConversionTransitionTests {

    private static final Path PAGE = Path.of("docs/conversion-states.md");
    private static final Path WRITTEN = Path.of("target/conversion-states.md");
    private static final Set<ConversionState> ENDED_FROM_OUTSIDE =
            Set.of(WITHDRAWN, TAKEN_BACK, MERGED, DROPPED, CANCELLED, EXPIRED, REFUSED);

    @Test
    void what_the_platform_has_never_changes_its_state() {
        assertThat(ConversionTransition.values()).noneMatch(it -> it.mayBeginAt(ACCEPTED));
    }

    @ParameterizedTest
    @EnumSource(
            value = ConversionTransition.class,
            names = {"REJECT", "WAIT", "EXHAUST"})
    void a_late_answer_that_delivers_nothing_changes_nothing_that_ended(ConversionTransition answer) {
        assertThat(ENDED_FROM_OUTSIDE).noneMatch(answer::mayBeginAt);
    }

    @Test
    void only_a_person_or_a_new_fact_brings_back_what_stopped() {
        assertThat(Arrays.stream(ConversionTransition.values())
                        .filter(it -> it.to() == PLANNED)
                        .filter(it -> ENDED_FROM_OUTSIDE.stream().anyMatch(it::mayBeginAt)))
                .containsExactly(ConversionTransition.RECONSIDER, ConversionTransition.SEND_AGAIN);
        assertThat(ConversionTransition.SEND_AGAIN.from())
                .containsExactlyInAnyOrder(REJECTED, EXHAUSTED, DROPPED, CANCELLED);
        assertThat(ConversionTransition.RECONSIDER.from()).containsExactlyInAnyOrder(REFUSED, EXPIRED);
    }

    @Test
    void what_was_withdrawn_taken_back_or_merged_is_never_sent_again() {
        assertThat(Stream.of(WITHDRAWN, TAKEN_BACK, MERGED)
                        .flatMap(state ->
                                Arrays.stream(ConversionTransition.values()).filter(it -> it.mayBeginAt(state))))
                .containsOnly(ConversionTransition.ACCEPT);
    }

    @Test
    void whatever_is_open_can_be_ended_from_outside() {
        Stream.of(
                        ConversionTransition.WITHDRAW,
                        ConversionTransition.TAKE_BACK,
                        ConversionTransition.MERGE,
                        ConversionTransition.DROP,
                        ConversionTransition.CANCEL)
                .forEach(end -> assertThat(
                                Arrays.stream(ConversionState.values()).filter(ConversionState::isOpen))
                        .allMatch(end::mayBeginAt));
    }

    @Test
    void the_page_says_what_the_table_says() throws IOException {
        Files.createDirectories(WRITTEN.getParent());
        Files.writeString(WRITTEN, page());
        assertThat(Files.readString(PAGE))
                .as("cp target/conversion-states.md docs/conversion-states.md")
                .isEqualTo(page());
    }

    @Test
    void nothing_else_in_the_house_writes_the_state_of_a_conversion() throws IOException {
        Pattern write = Pattern.compile("update leadloop\\.conversion( c)?\\s+set[^\"]*?\\bstate = ", Pattern.DOTALL);
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            assertThat(files.filter(it -> it.toString().endsWith(".java"))
                            .filter(it -> write.matcher(beforeWhere(read(it))).find()))
                    .extracting(it -> it.getFileName().toString())
                    .containsExactly("ConversionStates.java");
        }
    }

    private static String beforeWhere(String source) {
        return source.replaceAll("(?s)\\bwhere\\b.*?\"\"\"", "\"\"\"");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String page() {
        StringBuilder arrows = new StringBuilder();
        for (ConversionTransition it : ConversionTransition.values()) {
            for (ConversionState from : it.from()) {
                arrows.append("    ").append(from).append(" --> ").append(it.to());
                arrows.append(" : ")
                        .append(it.name().toLowerCase().replace('_', ' '))
                        .append('\n');
            }
        }
        String states = Arrays.stream(ConversionState.values())
                .map(it -> "| `" + it + "` | " + it.words() + " | " + (it.isOpen() ? "yes" : "no") + " | "
                        + reachedBy(it) + " |")
                .collect(Collectors.joining("\n"));
        String transitions = Arrays.stream(ConversionTransition.values())
                .map(it -> "| `" + it + "` | " + it.occasion() + " | "
                        + it.from().stream().map(from -> "`" + from + "`").collect(Collectors.joining(", ")) + " | `"
                        + it.to() + "` |")
                .collect(Collectors.joining("\n"));
        return """
                # The states of a conversion

                Written by `ConversionTransitionTests` from `conversion/ConversionState` and `conversion/ConversionTransition`.
                A conversion is born as `PLANNED` or, with its reason, as `REFUSED`. After that only `ConversionStates` writes
                its state, by one statement that carries the guard: a transition that may not begin where the row stands
                changes nothing. An attempt's answer is always written down at the attempt, also when it comes too late to
                change the row.

                ```mermaid
                stateDiagram-v2
                    [*] --> PLANNED
                    [*] --> REFUSED
                """ + arrows + """
                ```

                | state | people read | a process carries it | reached by |
                |---|---|---|---|
                """ + states + """


                | transition | when | from | to |
                |---|---|---|---|
                """ + transitions + "\n";
    }

    private static String reachedBy(ConversionState state) {
        TreeMap<Integer, String> by = new TreeMap<>();
        for (ConversionTransition it : ConversionTransition.values()) {
            if (it.to() == state) {
                by.put(it.ordinal(), "`" + it + "`");
            }
        }
        return by.isEmpty() ? "birth" : String.join(", ", by.values());
    }
}
