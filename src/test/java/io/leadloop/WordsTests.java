package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Names are the standard words of the field; words that were replaced by one do not come back. */
class WordsTests {

    private static final Path CODE = Path.of("src/main/java");

    private static final List<String> REPLACED_TYPES = List.of(
            "Around",
            "Surroundings",
            "Meaning",
            "Answers",
            "Situation",
            "Dying",
            "DyingLead",
            "LeadNews",
            "DealNews",
            "Reached",
            "Applied",
            "Corrections",
            "CorrectionPolicy",
            "Sought",
            "Asked",
            "Spans",
            "Rows",
            "Shown",
            "WhatAllPagesKnow",
            "SecondChance",
            "PlatformWaits",
            "DestinationBlocks",
            "Reading",
            "Halving",
            "Rung",
            "Ladder",
            "Exchange",
            "Worth",
            "WideReads",
            "Facts",
            "SourcePulses",
            "Column");

    private static final Pattern TOP_LEVEL_TYPE = Pattern.compile(
            "(?m)^(?:public |abstract |final |sealed |non-sealed )*(?:class|record|enum|interface|@interface) (\\w+)");

    private static final Pattern REPLACED_NAME = Pattern.compile(
            "(?i)\\brungs?\\b|\\bladders?\\b|\\bdying\\b"
                    + "|worth_?At\\b|\\.worth\\(|\\bcorrects uuid|\\bclicksDying\\b|CORRECTION_(?:NOT_POSSIBLE|OVERTAKEN|TOO_LATE)");

    @Test
    void no_type_has_a_word_that_was_replaced() {
        assertThat(files(CODE, ".java")
                        .flatMap(
                                it -> TOP_LEVEL_TYPE.matcher(text(it)).results().map(type -> type.group(1))))
                .isNotEmpty()
                .doesNotContainAnyElementsOf(REPLACED_TYPES);
    }

    @Test
    void no_name_in_code_pages_or_documents_is_one_that_was_replaced() {
        Stream<Path> searched = Stream.of(
                        files(CODE, ".java"),
                        files(Path.of("src/main/resources/templates"), ".html"),
                        files(Path.of("src/main/resources/static"), ".js"),
                        files(Path.of("src/main/resources/plugin-webapp"), ".js"),
                        files(Path.of("docs"), ".md"),
                        files(Path.of("monitoring"), ""))
                .flatMap(it -> it);
        assertThat(searched.flatMap(WordsTests::replacedNames)).isEmpty();
    }

    @Test
    void no_log_line_or_message_says_that_something_stumbled() {
        assertThat(files(CODE, ".java").filter(it -> text(it).toLowerCase().contains("stumbl")))
                .isEmpty();
    }

    private static Stream<String> replacedNames(Path file) {
        return text(file).lines().filter(it -> REPLACED_NAME.matcher(it).find()).map(it -> file + ": " + it.strip());
    }

    private static Stream<Path> files(Path folder, String end) {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(it -> Files.isRegularFile(it) && it.toString().endsWith(end)).toList().stream();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
