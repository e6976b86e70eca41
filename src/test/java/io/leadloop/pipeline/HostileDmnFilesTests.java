package io.leadloop.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that is made to run something, to hide something or to stop the page is refused in words. */
class HostileDmnFilesTests {

    private static final DmnFiles SHIPPED = ShippedPipeline.files();

    private static void refused(String mapping, String plan, String words) {
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> new DmnFiles(mapping, plan).with(ShippedPipeline.STAGES))
                .withMessageContaining(words);
    }

    private static String mapping(String part, String instead) {
        assertThat(SHIPPED.stageMapping()).contains(part);
        return SHIPPED.stageMapping().replace(part, instead);
    }

    @ParameterizedTest
    @ValueSource(strings = {"juel", "javascript", "feel"})
    void a_second_decision_that_the_table_requires_is_refused(String language) {
        String evil = "<decision id=\"evil\" name=\"evil\"><variable id=\"v\" name=\"evil\" typeRef=\"string\"/>"
                + "<literalExpression id=\"le\" expressionLanguage=\"" + language
                + "\"><text>${source.repeat(3)}</text>"
                + "</literalExpression></decision>";
        String file = mapping("<decision id=\"stage-mapping\"", evil + "<decision id=\"stage-mapping\"");
        refused(file, SHIPPED.conversionPlan(), "more than the one decision table");
    }

    @Test
    void an_expression_as_time_to_live_is_refused() {
        refused(
                mapping("historyTimeToLive=\"P365D\"", "historyTimeToLive=\"${x}\""),
                SHIPPED.conversionPlan(),
                "time to live");
    }

    @Test
    void a_rule_with_a_cell_too_many_or_too_few_is_refused() {
        String cut = SHIPPED.stageMapping().replaceFirst("(?s)<inputEntry.*?</inputEntry>", "");
        refused(cut, SHIPPED.conversionPlan(), "more or fewer cells");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e-90000000", "1e9", "12,5", "0x10"})
    void a_number_that_is_none_or_stands_for_a_million_digits_is_refused(String number) {
        String plan = SHIPPED.conversionPlan()
                .replaceFirst(
                        "(_out_amount\"[^>]*>\\s*)(<text/>|<text></text>|<text>[^<]*</text>)",
                        "$1<text>" + number + "</text>");
        assertThat(plan).contains(number);
        refused(SHIPPED.stageMapping(), plan, "has to hold a number such as 120.50");
    }

    @Test
    void a_list_is_read_however_long_and_refused_when_no_person_could_look_at_it() {
        assertThat(Condition.ofFeel(words(2_000), "here").words()).hasSize(2_000);
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> Condition.ofFeel(words(30_000), "here"))
                .withMessageContaining("more than 2,000 words");
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> Condition.ofFeel('"' + "x".repeat(100_000) + '"', "here"))
                .withMessageContaining("more than 500 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\",", "\"a\" \"b\"", ",\"a\"", "\"a\",,\"b\"", "\"a", "a"})
    void what_is_no_list_of_words_is_refused(String cell) {
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> Condition.ofFeel(cell, "here"))
                .withMessageContaining("runs no expressions");
    }

    private static String words(int many) {
        return IntStream.range(0, many).mapToObj(it -> "\"w" + it + "\"").collect(Collectors.joining(" , "));
    }
}
