package io.leadloop.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.NotAPipeline;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** How the cells of a line that choose leads are read. */
class PipelineFormTests {

    private static Condition campaigns(String cell) {
        return leads("campaign", cell).campaign();
    }

    private static LeadFilter leads(String chosenBy, String cell) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        Map.of(
                        "id",
                        "rule_1",
                        "stage",
                        "SQL",
                        chosenBy,
                        cell,
                        "destination",
                        "meta",
                        "action",
                        "SQL",
                        "role",
                        "PRIMARY",
                        "value",
                        "NONE",
                        "match",
                        "CLICK_ID")
                .forEach((column, value) -> sent.add("line." + column, value));
        return new PipelineForm(sent).pipeline().reports().get(0).leads();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Brand|false|Brand",
                "Spring sale; Brand, exact|false|Spring sale;Brand, exact",
                "not: Brand; Shop|true|Brand;Shop",
                "NOT:Brand|true|Brand",
                "not Brand|false|not Brand",
                "not, Brand|false|not, Brand",
                "Brand; Brand;|false|Brand"
            })
    void campaigns_are_names_between_semicolons_and_not_before_a_colon_means_all_others(
            String cell, boolean not, String names) {
        assertThat(campaigns(cell)).isEqualTo(new Condition(not, List.of(names.split(";"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ; ", "not:", "not: ;"})
    void without_a_name_any_campaign_fits(String cell) {
        assertThat(campaigns(cell)).isEqualTo(Condition.ANY);
    }

    /** As they are stored. */
    @Test
    void labels_of_the_visits_link_are_taken_in_small_letters() {
        assertThat(leads("utmSource", "Google; bing").utmSource()).isEqualTo(Condition.oneOf("google", "bing"));
        assertThat(leads("utmMedium", "not: Organic").utmMedium()).isEqualTo(new Condition(true, List.of("organic")));
    }

    /** A file's cell takes no longer one: what was saved could not be read again. */
    @Test
    void a_name_of_more_than_500_characters_is_refused() {
        assertThat(campaigns("x".repeat(500)).words()).hasSize(1);
        assertThatThrownBy(() -> campaigns("x".repeat(501)))
                .isInstanceOf(NotAPipeline.class)
                .hasMessageContaining("500 characters");
    }
}
