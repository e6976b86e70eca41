package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each figure has one definition, in {@link Figure}: {@code docs/reporting.md} and the tool tips say what it says. When the
 * first test fails after a change of a definition, copy {@code target/reporting.md} over the page.
 */
class FigureCatalogueTests {

    private static final Path PAGE = Path.of("docs/reporting.md");
    private static final Path WRITTEN = Path.of("target/reporting.md");
    private static final String BEGIN = "<!-- figures: written by FigureCatalogueTests -->\n";
    private static final String END = "<!-- end of figures -->\n";

    @Test
    void the_page_says_what_the_catalogue_says() throws IOException {
        String page = Files.readString(PAGE);
        String right =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        Files.writeString(WRITTEN, right);
        assertThat(page).as("cp target/reporting.md docs/reporting.md").isEqualTo(right);
    }

    private static String table() {
        return Arrays.stream(Figure.values())
                .map(it -> "| %s | %s | %s | %s |\n"
                        .formatted(
                                it.title(),
                                it.unit(),
                                it.pages().stream().map(Figure.Page::title).collect(Collectors.joining(", ")),
                                it.definition()))
                .collect(Collectors.joining("", "| figure | unit | page | what it is |\n|---|---|---|---|\n", ""));
    }

    @ParameterizedTest
    @EnumSource(Figure.class)
    void each_page_that_shows_a_figure_has_its_definition_as_a_tool_tip(Figure figure) throws IOException {
        for (Figure.Page page : Figure.Page.values()) {
            String template =
                    Files.readString(Path.of("src/main/resources/templates/ops/" + page.template() + ".html"));
            assertThat(template.contains("Figure).valueOf('" + figure + "').definition()"))
                    .as(page.title())
                    .isEqualTo(figure.pages().contains(page));
        }
    }

    @Test
    void no_two_figures_have_one_name() {
        assertThat(Arrays.stream(Figure.values()).map(Figure::title)).doesNotHaveDuplicates();
    }
}
