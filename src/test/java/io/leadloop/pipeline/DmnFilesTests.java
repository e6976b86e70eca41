package io.leadloop.pipeline;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.lead.Money;
import io.leadloop.lead.StageKind;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page and the DMN files say the same, and nothing comes in with a file that the page could not show. */
class DmnFilesTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @Test
    void the_shipped_files_are_read_whole() {
        Pipeline shipped = ShippedPipeline.pipeline();
        assertThat(shipped.statuses()).hasSize(21);
        assertThat(shipped.reports()).hasSize(30);
        assertThat(shipped.stageFor("generic", "LEAD", "Marketing Qualified", "UNSAID"))
                .contains("MQL");
        assertThat(shipped.actionsAt(new PlanInput("WON", "generic", "DE", Visit.UNKNOWN, null)))
                .extracting(PlannedAction::destination)
                .contains("google-ads", "meta", "x");
    }

    @Test
    void writing_what_was_read_changes_no_rule_id_note_or_cell() {
        DmnFiles shipped = ShippedPipeline.files();
        DmnFiles written = shipped.written(ShippedPipeline.pipeline());
        assertThat(written.with(ShippedPipeline.STAGES)).isEqualTo(ShippedPipeline.pipeline());
        assertThat(ids(written.conversionPlan())).isEqualTo(ids(shipped.conversionPlan()));
        assertThat(written.stageMapping())
                .contains("shape_stage-mapping", "rule_3_in_status", "The CRM itself says that the deal is lost");
    }

    private static List<String> ids(String file) {
        DmnModelInstance model = Dmn.readModelFromStream(new java.io.ByteArrayInputStream(file.getBytes()));
        return model.getModelElementsByType(Rule.class).stream()
                .flatMap(rule -> rule.getOutputEntries().stream().map(it -> rule.getId() + it.getId()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "generic,LEAD,MQL,UNSAID",
        "generic,DEAL,Demo done,OPEN",
        "salesforce,DEAL,Prospecting,WON",
        "generic,LEAD,Nobody knows it,UNSAID"
    })
    void the_engine_answers_as_the_page_does(String source, String record, String status, String outcome) {
        Pipeline draft = ShippedPipeline.withRule(ShippedPipeline.rule("rule_9", "SQL", "Demo done", "Demo held"));
        String file = ShippedPipeline.files().written(draft).stageMapping();
        DmnDecisionResult asked = ENGINE.evaluateDecision(
                ENGINE.parseDecision("stage-mapping", new java.io.ByteArrayInputStream(file.getBytes())),
                Map.of("source", source, "record", record, "status", status, "outcome", outcome));
        assertThat(asked.isEmpty() ? null : asked.getSingleResult().<String>getEntry("stage"))
                .isEqualTo(draft.stageFor(source, record, status, outcome).orElse(null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "FR", ""})
    void the_engine_plans_as_the_page_does(String country) {
        ReportLine line = ShippedPipeline.line("rule_x", "CAPTURED", "meta", "Lead");
        ReportLine abroad = new ReportLine(
                line.id(),
                line.note(),
                line.stage(),
                new LeadFilter(new Condition(true, List.of("DE", "AT")), Condition.ANY, Condition.ANY, DealSize.ANY),
                line.destination(),
                line.action(),
                line.role(),
                PlannedAction.ValueRule.FIXED,
                new java.math.BigDecimal("12.50"),
                "EUR",
                null,
                line.match());
        Pipeline draft = ShippedPipeline.withLine(abroad);
        String file = ShippedPipeline.files().written(draft).conversionPlan();
        DmnDecisionResult asked = ENGINE.evaluateDecision(
                ENGINE.parseDecision("conversion-plan", new java.io.ByteArrayInputStream(file.getBytes())),
                new PlanInput("CAPTURED", "generic", country, Visit.UNKNOWN, null).variables());
        assertThat(asked.collectEntries("amount"))
                .hasSize(draft.actionsAt(new PlanInput("CAPTURED", "generic", country, Visit.UNKNOWN, null))
                        .size())
                .allSatisfy(it -> assertThat(it).hasToString("12.5"));
    }

    @ParameterizedTest
    @CsvSource({
        "false, Spring sale, 1",
        "false, spring sale, 0",
        "false, '', 0",
        "true, Spring sale, 0",
        "true, Autumn, 1",
        "true, '', 1"
    })
    void the_engine_chooses_by_campaign_as_the_page_does(boolean not, String campaign, int lines) {
        Condition names = new Condition(not, List.of("Spring sale", "Brand, exact"));
        Pipeline draft = ShippedPipeline.withLine(ShippedPipeline.line(
                "rule_x", "CAPTURED", "meta", new LeadFilter(Condition.ANY, Condition.ANY, names, DealSize.ANY)));
        PlanInput lead = new PlanInput("CAPTURED", "generic", "DE", new Visit("", "", campaign), null);
        String file = ShippedPipeline.files().written(draft).conversionPlan();
        DmnDecisionResult asked = ENGINE.evaluateDecision(
                ENGINE.parseDecision("conversion-plan", new java.io.ByteArrayInputStream(file.getBytes())),
                lead.variables());
        assertThat(asked).hasSize(lines);
        assertThat(draft.actionsAt(lead)).hasSize(lines);
        assertThat(draft.asksVisit()).isTrue();
        DmnFiles written = new DmnFiles(ShippedPipeline.files().stageMapping(), file);
        assertThat(written.with(ShippedPipeline.STAGES).reports()).isEqualTo(draft.reports());
    }

    /** The page's cell would read it back as something else, and the next save would tell other leads. */
    @ParameterizedTest
    @ValueSource(strings = {"not: Brand", "a; b", ""})
    void a_campaign_that_the_page_could_not_show_is_refused(String name) {
        Pipeline draft = ShippedPipeline.withLine(ShippedPipeline.line(
                "rule_x",
                "CAPTURED",
                "meta",
                new LeadFilter(Condition.ANY, Condition.ANY, Condition.oneOf(name), DealSize.ANY)));
        String file = ShippedPipeline.files().written(draft).conversionPlan();
        DmnFiles written = new DmnFiles(ShippedPipeline.files().stageMapping(), file);
        assertThatThrownBy(() -> written.with(ShippedPipeline.STAGES))
                .isInstanceOf(NotAPipeline.class)
                .hasMessageContaining("column campaign");
    }

    @ParameterizedTest
    @CsvSource({
        "from 10000 EUR, 10000 EUR",
        "from 10000 EUR, 9999.99 EUR",
        "from 10000 EUR, 20000 USD",
        "from 10000 EUR, ",
        "under 5000 EUR, 5000 EUR",
        "under 5000 EUR, 4999.99 EUR",
        "under 5000 EUR, ",
        "5000 to 10000 EUR, 5000 EUR",
        "5000 to 10000 EUR, 10000 EUR",
    })
    void the_engine_measures_a_deal_as_the_page_does(String size, @Nullable String deal) {
        Money amount = deal == null ? null : Money.of(new BigDecimal(deal.split(" ")[0]), deal.split(" ")[1]);
        PlanInput lead = new PlanInput("CAPTURED", "salesforce", "", Visit.UNKNOWN, amount);
        Pipeline draft = ShippedPipeline.withLine(ShippedPipeline.line(
                "rule_x",
                "CAPTURED",
                "meta",
                new LeadFilter(Condition.ANY, Condition.oneOf("salesforce"), Condition.ANY, DealSize.ofWords(size))));
        String file = ShippedPipeline.files().written(draft).conversionPlan();
        DmnDecisionResult asked = ENGINE.evaluateDecision(
                ENGINE.parseDecision("conversion-plan", new java.io.ByteArrayInputStream(file.getBytes())),
                lead.variables());
        assertThat(asked).hasSize(draft.actionsAt(lead).size());
        DmnFiles written = new DmnFiles(ShippedPipeline.files().stageMapping(), file);
        assertThat(written.with(ShippedPipeline.STAGES).reports()).isEqualTo(draft.reports());
        assertThat(DealSize.ofWords(size).inWords()).isEqualTo(size);
    }

    @ParameterizedTest
    @CsvSource({"'from 10,000.00 EUR', 10000", "'from 1.000,50 EUR', 1000.50", "from 10 000 EUR, 10000"})
    void a_deal_size_is_read_with_separators_of_one_meaning(String words, BigDecimal from) {
        assertThat(DealSize.ofWords(words).from()).isEqualByComparingTo(from);
    }

    @ParameterizedTest
    @ValueSource(strings = {"from 1.000 EUR", "under 1,000 EUR", "1.000 to 5.000 EUR"})
    void a_deal_size_of_two_meanings_is_asked_for(String words) {
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> DealSize.ofWords(words))
                .withMessageContaining("thousands or decimals");
    }

    @Test
    void a_column_that_no_line_needs_is_not_written() {
        assertThat(ShippedPipeline.files().written(ShippedPipeline.pipeline()).conversionPlan())
                .doesNotContain("dealAmount");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\".getClass().forName(\"java.lang.Runtime\")",
                "${''.getClass()}",
                "if true then \"MQL\" else \"SQL\"",
                "matches(status, \".*\")"
            })
    void an_expression_in_a_cell_is_refused_in_words(String expression) {
        String file = ShippedPipeline.read("bpmn/stage-mapping.dmn")
                .replace("\"MQL\", \"Marketing Qualified\"", expression.replace("\"", "&quot;"));
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(
                        () -> new DmnFiles(file, ShippedPipeline.files().conversionPlan()).with(ShippedPipeline.STAGES))
                .withMessageContaining("rule_5")
                .withMessageContaining("LeadLoop runs no expressions out of files");
    }

    @Test
    void a_script_language_is_refused() {
        String file = ShippedPipeline.read("bpmn/stage-mapping.dmn")
                .replaceFirst(
                        "<inputEntry id=\"rule_1_in_source\">",
                        "<inputEntry id=\"rule_1_in_source\" expressionLanguage=\"javascript\">");
        refused(file, "only FEEL");
    }

    @Test
    void a_file_that_is_something_else_is_refused_in_words() {
        refused("<a/>", "no valid DMN");
        refused("<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "DOCTYPE");
        refused(
                ShippedPipeline.read("bpmn/stage-mapping.dmn").replace("hitPolicy=\"FIRST\"", "hitPolicy=\"UNIQUE\""),
                "FIRST");
        refused(
                ShippedPipeline.read("bpmn/stage-mapping.dmn").replace("<text>outcome</text>", "<text>owner</text>"),
                "owner");
        refused(
                ShippedPipeline.read("bpmn/stage-mapping.dmn").replace("id=\"stage-mapping\"", "id=\"other\""),
                "no decision");
    }

    private static void refused(String mapping, String words) {
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() ->
                        new DmnFiles(mapping, ShippedPipeline.files().conversionPlan()).with(ShippedPipeline.STAGES))
                .withMessageContaining(words);
    }

    @Test
    void a_difference_is_said_in_words() {
        Pipeline added =
                ShippedPipeline.withStage(2, ShippedPipeline.stage("DEMO", "Demo attended", StageKind.QUALIFIED));
        assertThat(differences(ShippedPipeline.pipeline(), added))
                .containsExactly("Stage Demo attended (DEMO) is new, of the kind \"qualified by people\".");
        assertThat(differences(
                        ShippedPipeline.pipeline(),
                        ShippedPipeline.withRule(ShippedPipeline.rule("rule_9", "SQL", "Demo done"))))
                .containsExactly("New rule: \"Demo done\" means SQL.");
        assertThat(differences(added, ShippedPipeline.pipeline()))
                .containsExactly("Stage Demo attended (DEMO) is removed.");
    }

    @Test
    void a_difference_calls_an_account_what_people_call_it() {
        Pipeline before = ShippedPipeline.pipeline();
        Pipeline after = ShippedPipeline.withLine(ShippedPipeline.line("line_9", "SQL", "brand-uk", "Qualified"));
        assertThat(differences(before, after))
                .singleElement(as(InstanceOfAssertFactories.STRING))
                .startsWith("New: SQL to [brand-uk] as Qualified");
        assertThat(differences(after, before)).containsExactly("No longer reported: SQL to [brand-uk] as Qualified.");
    }

    private static List<String> differences(Pipeline before, Pipeline after) {
        return Differences.between(before, after, account -> "[" + account + "]");
    }
}
