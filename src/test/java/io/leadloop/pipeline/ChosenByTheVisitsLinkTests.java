package io.leadloop.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line of the plan that chooses leads by the source and the medium that the visit's link told. */
class ChosenByTheVisitsLinkTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({"google, cpc, 1", "google, '', 1", "google, organic, 0", "bing, cpc, 0", "'', cpc, 0", "'', '', 0"})
    void the_engine_chooses_by_the_links_source_and_medium_as_the_page_does(String source, String medium, int lines) {
        Pipeline draft = ShippedPipeline.withLine(ShippedPipeline.line(
                "rule_x",
                "CAPTURED",
                "meta",
                new LeadFilter(
                        Condition.ANY,
                        Condition.ANY,
                        Condition.oneOf("google", "adwords"),
                        new Condition(true, List.of("organic", "referral")),
                        Condition.ANY,
                        DealSize.ANY)));
        PlanInput lead = new PlanInput("CAPTURED", "generic", "DE", new Visit(source, medium, ""), null);
        String file = ShippedPipeline.files().written(draft).conversionPlan();
        assertThat(ENGINE.evaluateDecision(
                        ENGINE.parseDecision("conversion-plan", new java.io.ByteArrayInputStream(file.getBytes())),
                        lead.variables()))
                .hasSize(lines);
        assertThat(draft.actionsAt(lead)).hasSize(lines);
        assertThat(draft.asksVisit()).isTrue();
        DmnFiles written = new DmnFiles(ShippedPipeline.files().stageMapping(), file);
        assertThat(written.with(ShippedPipeline.STAGES).reports()).isEqualTo(draft.reports());
    }

    @Test
    void takes_labels_in_small_letters_as_visits_are_stored() {
        assertThat(by("Google")).isEqualTo(by("google"));
    }

    /** The engine asks the file as it is: no lead has such a label, and the line would report nobody. */
    @Test
    void in_a_file_has_small_letters_or_the_file_is_refused() {
        DmnFiles written = ShippedPipeline.files()
                .written(ShippedPipeline.withLine(ShippedPipeline.line("rule_x", "CAPTURED", "meta", by("google"))));
        DmnFiles deployed =
                new DmnFiles(written.stageMapping(), written.conversionPlan().replace("\"google\"", "\"Google\""));
        assertThatThrownBy(() -> deployed.with(ShippedPipeline.STAGES))
                .isInstanceOf(NotAPipeline.class)
                .hasMessageContaining("rule_x, column utmSource, holds \"Google\"")
                .hasMessageContaining("small letters");
    }

    @Test
    void overlaps_another_only_where_one_lead_could_fit_both() {
        assertThat(by("google").overlaps(by("google"))).isTrue();
        assertThat(by("google").overlaps(by("bing"))).isFalse();
        assertThat(by("google").overlaps(LeadFilter.ALL)).isTrue();
    }

    private static LeadFilter by(String source) {
        return new LeadFilter(
                Condition.ANY, Condition.ANY, Condition.oneOf(source), Condition.ANY, Condition.ANY, DealSize.ANY);
    }

    @Test
    void says_so_to_people() {
        assertThat(by("google").inWords()).isEqualTo("UTM source google");
    }

    @Test
    void may_be_missing_in_a_document_of_an_older_version() {
        assertThat(new LeadFilter(Condition.ANY, Condition.ANY, null, null, Condition.ANY, DealSize.ANY))
                .isEqualTo(LeadFilter.ALL);
    }
}
