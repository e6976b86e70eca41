package io.leadloop.pipeline;

import static io.leadloop.pipeline.ShippedPipeline.changed;
import static io.leadloop.pipeline.ShippedPipeline.line;
import static io.leadloop.pipeline.ShippedPipeline.pipeline;
import static io.leadloop.pipeline.ShippedPipeline.rule;
import static io.leadloop.pipeline.ShippedPipeline.stage;
import static io.leadloop.pipeline.ShippedPipeline.withLine;
import static io.leadloop.pipeline.ShippedPipeline.withRule;
import static io.leadloop.pipeline.ShippedPipeline.withStage;
import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What holds sales ops back from the mistakes that everyone makes. */
class LintTests {

    private static final LintContext HOUSE = new LintContext(
            pipeline().reports().stream()
                    .map(ReportLine::destination)
                    .distinct()
                    .collect(Collectors.toMap(it -> it, LintTests::on)),
            Map.of("google-ads", Map.of("SQL", 10L, "WON", 2L)),
            Map.of(),
            Map.of(),
            Map.of());

    private static LintContext.Destination on(String id) {
        return new LintContext.Destination(
                id, "Account " + id, id, true, false, Duration.ofDays(90), action -> true, currency -> true);
    }

    private static LintContext.Destination google(boolean on, boolean blocked, boolean knowsAll) {
        return new LintContext.Destination(
                "google-ads",
                "Google Ads",
                "google-ads",
                on,
                blocked,
                Duration.ofDays(180),
                it -> knowsAll,
                it -> true);
    }

    private static LintContext with(LintContext.Destination google) {
        return new LintContext(
                Map.of("google-ads", google), Map.of(), Map.of("WON", Duration.ofDays(120)), Map.of(), Map.of());
    }

    private static Set<String> rules(Pipeline draft, LintContext around) {
        return Lint.look(pipeline(), draft, Map.of(), around).stream()
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    private static Set<String> rules(Pipeline draft) {
        return rules(draft, HOUSE);
    }

    private static Set<String> errors(Pipeline draft) {
        return Lint.look(pipeline(), draft, Map.of(), HOUSE).stream()
                .filter(Finding::isError)
                .map(Finding::rule)
                .collect(Collectors.toSet());
    }

    @Test
    void the_shipped_pipeline_is_clean() {
        assertThat(rules(pipeline())).isEmpty();
    }

    @Test
    void a_shallow_primary_is_named_once_a_deeper_stage_has_enough_volume() {
        assertThat(rules(pipeline())).doesNotContain("shallow-primary");
        List<Finding> found =
                Lint.look(pipeline(), pipeline(), Map.of(), taking(Map.of("google-ads", Map.of("WON", 30L)))).stream()
                        .filter(it -> it.rule().equals("shallow-primary"))
                        .toList();
        assertThat(found)
                .singleElement()
                .satisfies(it -> assertThat(it.reason())
                        .contains("Closed won is deeper and the account took 30 of it in the last 30 days"));
    }

    /** Thirty wins of all channels together teach no account anything. */
    @Test
    void what_other_accounts_took_is_no_volume_of_an_account() {
        assertThat(rules(pipeline(), taking(Map.of("google-ads", Map.of("WON", 15L), "meta", Map.of("WON", 15L)))))
                .doesNotContain("shallow-primary");
    }

    private static LintContext taking(Map<String, Map<String, Long>> taken) {
        return new LintContext(HOUSE.destinations(), taken, Map.of(), Map.of(), Map.of());
    }

    /** "Send all stages, including the initial lead stage" (Meta, conversion leads). */
    @Test
    void a_plan_that_tells_meta_nothing_of_the_first_stage_is_named() {
        LintContext forms = new LintContext(HOUSE.destinations(), HOUSE.taken(), Map.of(), Map.of(), Map.of(), true);
        assertThat(rules(pipeline(), forms)).containsExactly("meta-first-stage");
        assertThat(rules(withLine(line("first", "CAPTURED", "meta", "Captured")), forms))
                .doesNotContain("meta-first-stage");
        assertThat(rules(ShippedPipeline.without(it -> it.destination().equals("meta")), forms))
                .doesNotContain("meta-first-stage");
    }

    @Test
    void that_is_asked_of_each_account_of_meta_whatever_it_is_called() {
        Pipeline draft = withLine(line("first", "MQL", "brand-uk", "MQL"));
        Map<String, LintContext.Destination> accounts = new HashMap<>(HOUSE.destinations());
        accounts.put(
                "brand-uk",
                new LintContext.Destination("brand-uk", "Brand UK", "meta", true, false, null, it -> true, it -> true));
        LintContext forms = new LintContext(accounts, HOUSE.taken(), Map.of(), Map.of(), Map.of(), true);
        assertThat(Lint.look(pipeline(), draft, Map.of(), forms))
                .filteredOn(it -> it.rule().equals("meta-first-stage"))
                .extracting(Finding::where)
                .containsExactly("Reports to Brand UK", "Reports to Account meta");
    }

    @Test
    void two_primaries_for_one_click_are_named() {
        assertThat(rules(changed("WON", it -> ShippedPipeline.as(it, ConversionRole.PRIMARY, ValueRule.DEAL_AMOUNT))))
                .containsExactly("two-primaries");
    }

    @Test
    void revenue_without_a_value_is_an_error() {
        assertThat(errors(changed("WON", it -> ShippedPipeline.as(it, ConversionRole.SECONDARY, ValueRule.NONE))))
                .containsExactly("revenue-without-value");
    }

    @Test
    void a_fixed_value_without_currency_and_a_share_without_percent_are_errors() {
        assertThat(errors(changed("SQL", it -> ShippedPipeline.as(it, ConversionRole.PRIMARY, ValueRule.FIXED))))
                .containsExactly("fixed-value");
        assertThat(errors(changed("SQL", it -> ShippedPipeline.as(it, ConversionRole.PRIMARY, ValueRule.SHARE))))
                .containsExactly("share");
    }

    @Test
    void several_stages_that_send_to_one_action_are_named() {
        assertThat(rules(withLine(line("rule_31", "CAPTURED", "google-ads", "mql"))))
                .contains("one-action-for-several-stages");
    }

    @Test
    void a_step_that_the_website_counts_too_is_named() {
        assertThat(rules(withLine(line("rule_31", "CAPTURED", "meta", "Lead"))))
                .containsExactly("website-counts-it-too");
    }

    @Test
    void a_stage_that_no_status_reaches_is_named() {
        assertThat(rules(withStage(2, stage("DEMO", "Demo attended", StageKind.QUALIFIED))))
                .containsExactly("stage-without-status");
    }

    @Test
    void a_status_that_reaches_no_stage_is_named_until_it_is_mapped() {
        LintContext waiting =
                new LintContext(HOUSE.destinations(), Map.of(), Map.of(), Map.of(), Map.of("Demo done", 3L));
        assertThat(rules(pipeline(), waiting)).containsExactly("status-without-stage");
        assertThat(rules(withRule(rule("rule_9", "SQL", "Demo done")), waiting)).isEmpty();
    }

    @Test
    void a_missing_qualified_stage_is_named() {
        List<PipelineStage> few = ShippedPipeline.STAGES.stream()
                .filter(it -> it.kind() != StageKind.QUALIFIED)
                .toList();
        assertThat(rules(new Pipeline(few, List.of(), List.of()))).contains("qualified-missing");
    }

    @Test
    void a_value_that_is_the_same_for_all_stages_is_named() {
        Pipeline same = new Pipeline(
                ShippedPipeline.STAGES,
                pipeline().statuses(),
                pipeline().reports().stream()
                        .map(it -> ShippedPipeline.as(it, it.role(), ValueRule.DEAL_AMOUNT))
                        .toList());
        assertThat(rules(same)).containsExactly("same-value");
    }

    @Test
    void a_destination_that_is_off_blocked_or_does_not_know_the_action_is_named() {
        assertThat(rules(pipeline(), with(google(false, false, true))))
                .contains("destination-off", "unknown-destination");
        assertThat(rules(pipeline(), with(google(true, true, true)))).contains("destination-blocked");
        assertThat(rules(pipeline(), with(google(true, false, false)))).contains("unknown-action");
    }

    @Test
    void a_click_window_shorter_than_the_usual_time_is_named() {
        assertThat(rules(pipeline(), with(on("google-ads")))).contains("click-too-short");
    }

    @Test
    void rules_that_can_never_decide_or_contradict_each_other_are_errors() {
        assertThat(errors(withRule(rule("rule_9", "MQL", "Won")))).contains("rule-never-asked");
        Pipeline contradicts = withRule(rule("rule_9", "MQL", "Won", "Something new"));
        assertThat(errors(contradicts)).containsExactly("status-twice");
    }

    @Test
    void lines_that_would_overwrite_each_other_are_an_error() {
        assertThat(errors(withLine(line("rule_31", "SQL", "meta", "Other")))).containsExactly("lines-overlap");
    }

    @Test
    void lines_for_deals_of_different_sizes_stand_beside_each_other() {
        assertThat(errors(withLine(sized("CAPTURED", "from 10000 EUR"), sized("CAPTURED", "under 10000 EUR"))))
                .doesNotContain("lines-overlap");
        assertThat(errors(withLine(sized("CAPTURED", "from 9000 EUR"), sized("CAPTURED", "under 10000 EUR"))))
                .contains("lines-overlap");
        assertThat(errors(withLine(sized("CAPTURED", "from 9000 USD"), sized("CAPTURED", "under 10000 EUR"))))
                .doesNotContain("lines-overlap");
    }

    @Test
    void a_deal_size_without_a_currency_or_turned_round_is_an_error() {
        assertThat(errors(withLine(sized("MQL", "from 10000")))).contains("deal-size");
        assertThat(errors(withLine(sized("MQL", "9000 to 100 EUR")))).contains("deal-size");
        assertThat(errors(withLine(sized("MQL", "from 10000 EUR")))).doesNotContain("deal-size");
    }

    private static ReportLine sized(String stage, String size) {
        return line(
                "rule_" + size,
                stage,
                "x",
                new LeadFilter(Condition.ANY, Condition.ANY, Condition.ANY, DealSize.ofWords(size)));
    }

    @Test
    void a_rule_or_line_for_a_stage_that_does_not_exist_is_an_error() {
        assertThat(errors(withRule(rule("rule_9", "NOWHERE", "Demo done")))).containsExactly("rule-without-stage");
        assertThat(errors(withLine(line("rule_31", "NOWHERE", "meta", "x")))).containsExactly("line-without-stage");
    }

    @Test
    void a_stage_id_that_could_be_an_expression_is_an_error() {
        assertThat(errors(withStage(1, stage("A'}${x", "Attack", StageKind.MICRO))))
                .contains("stage-id");
        assertThat(errors(withStage(1, stage("CLOSED", "Closed", StageKind.MICRO))))
                .contains("stage-id");
        assertThat(errors(withStage(1, stage("CLOSED_", "Closed", StageKind.MICRO))))
                .contains("stage-id");
        assertThat(errors(withStage(1, stage("STAGE_CHANGED", "Changed", StageKind.MICRO))))
                .contains("stage-id");
        assertThat(errors(withStage(1, stage("M_QL", "Other", StageKind.MICRO))))
                .contains("stage-twice");
    }

    @Test
    void an_allowed_time_that_no_calendar_holds_is_an_error() {
        PipelineStage never = new PipelineStage(
                "DEMO", "Demo", StageKind.MICRO, Integer.MAX_VALUE, 0, io.leadloop.lead.AdjustmentPolicy.LEAVE);
        assertThat(errors(withStage(1, never))).contains("stage-allowed");
    }

    @Test
    void a_removed_stage_says_how_many_leads_stand_there_and_where_they_go() {
        Pipeline live = withStage(2, stage("DEMO", "Demo attended", StageKind.QUALIFIED));
        LintContext standing = new LintContext(HOUSE.destinations(), Map.of(), Map.of(), Map.of("DEMO", 12L), Map.of());
        assertThat(Lint.look(live, pipeline(), Map.of(), standing))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.isError()).isTrue();
                    assertThat(it.reason()).contains("12 leads stand there");
                });
        assertThat(Lint.look(live, pipeline(), Map.of("DEMO", "MQL"), standing))
                .singleElement()
                .satisfies(it -> assertThat(it.reason()).contains("go to MQL"));
    }
}
