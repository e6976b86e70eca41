package io.leadloop.ops.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StatusRule;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

/** One stage as the dialog sends it, put into a pipeline of two. */
class StageEditTests {

    private static final Pipeline BEFORE = new Pipeline(
            List.of(stage("MQL", StageKind.QUALIFIED), stage("WON", StageKind.REVENUE)),
            List.of(
                    rule("one", "LEAD", "MQL", "warm", "hot"),
                    rule("two", "", "WON", "won"),
                    rule("three", "", "MQL", "nice")),
            List.of());

    private static PipelineStage stage(String id, StageKind kind) {
        return new PipelineStage(id, id, kind, null, 0, AdjustmentPolicy.LEAVE);
    }

    private static StatusRule rule(String id, String record, String stage, String... statuses) {
        return new StatusRule(
                id,
                "",
                Condition.ANY,
                record.isEmpty() ? Condition.ANY : Condition.oneOf(record),
                Condition.oneOf(statuses),
                Condition.ANY,
                stage);
    }

    private static MultiValueMap<String, String> sent(String... fields) {
        MultiValueMap<String, String> sent = new LinkedMultiValueMap<>();
        sent.add("name", "Demo attended");
        sent.add("kind", "QUALIFIED");
        sent.add("after", "MQL");
        sent.add("account", "meta");
        sent.add("action.meta", "Demo");
        sent.add("role.meta", "PRIMARY");
        for (int i = 0; i < fields.length; i += 2) {
            sent.set(fields[i], fields[i + 1]);
        }
        return sent;
    }

    private static Pipeline after(String... fields) {
        StageForm form = new StageForm(sent(fields));
        StageEdit edit = form.read(BEFORE);
        assertThat(form.mistakes()).isEmpty();
        assertThat(edit).isNotNull();
        return edit == null ? BEFORE : edit.in(BEFORE);
    }

    private static Map<String, String> mistakes(String... fields) {
        StageForm form = new StageForm(sent(fields));
        @Nullable StageEdit edit = form.read(BEFORE);
        assertThat(edit).isNull();
        return form.mistakes();
    }

    @Test
    void stands_where_somebody_puts_it_with_an_id_made_from_its_name() {
        assertThat(after().stages()).extracting(PipelineStage::id).containsExactly("MQL", "DEMO_ATTENDED", "WON");
        assertThat(after("after", "").stages())
                .extracting(PipelineStage::id)
                .containsExactly("DEMO_ATTENDED", "MQL", "WON");
    }

    @Test
    void has_an_id_too_where_its_name_says_nothing_in_latin_letters() {
        assertThat(after("name", "\u5546\u8ac7").stages())
                .extracting(PipelineStage::id)
                .contains("STAGE_1");
    }

    @Test
    void takes_a_status_from_the_stage_that_had_it() {
        List<StatusRule> rules = after("statuses", "hot\nbrand new").statuses();
        assertThat(StatusEdits.of(rules, "DEMO_ATTENDED")).containsExactly("hot", "brand new");
        assertThat(StatusEdits.of(rules, "MQL")).containsExactly("warm", "nice");
    }

    @Test
    void a_rule_that_names_no_status_any_more_goes_instead_of_fitting_all() {
        List<StatusRule> rules = after("statuses", "won").statuses();
        assertThat(rules).extracting(StatusRule::id).doesNotContain("two");
        assertThat(rules).noneMatch(it -> it.status().isAny());
    }

    @Test
    void keeps_the_other_conditions_of_rules_whose_statuses_change() {
        List<StatusRule> rules = after("id", "MQL", "name", "MQL", "after", "", "statuses", "warm\nnice\nfresh")
                .statuses();
        assertThat(rules).contains(rule("one", "LEAD", "MQL", "warm"), rule("three", "", "MQL", "nice", "fresh"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120 EUR|120.00 EUR",
                "1.000,50 EUR|1,000.50 EUR",
                "1000,50 \u20ac|1,000.50 EUR",
                "USD 1,000.50|1,000.50 USD",
                "5000 JPY|5,000 JPY"
            })
    void an_amount_is_read_as_people_write_it_and_said_back(String typed, String words) {
        StageForm form = new StageForm(sent("value", "FIXED", "amount", typed));
        assertThat(form.understood()).startsWith(words);
        assertThat(after("value", "FIXED", "amount", typed).reports())
                .singleElement()
                .satisfies(it -> assertThat(it.valueInWords()).isEqualTo(words + " each"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"30 %|30", "30|30", "12,5%|12.5"})
    void a_share_is_read_with_and_without_its_sign(String typed, BigDecimal share) {
        assertThat(after("value", "SHARE", "amount", typed).reports())
                .extracting(ReportLine::share)
                .containsExactly(share);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "FIXED|1.000 EUR|may mean thousands or decimals",
                "FIXED|1,000 EUR|may mean thousands or decimals",
                "FIXED|120|In which currency?",
                "FIXED|lots|120 EUR",
                "FIXED||How much?",
                "SHARE|130 %|at most 100 percent",
                "SHARE|some|30 or 12.5"
            })
    void an_amount_that_is_not_clear_is_asked_about(String rule, @Nullable String typed, String words) {
        assertThat(mistakes("value", rule, "amount", typed == null ? "" : typed).get("amount"))
                .contains(words);
    }

    @Test
    void all_mistakes_are_named_at_once_by_their_fields() {
        assertThat(mistakes("name", "", "allowedDays", "soon", "holdHours", "1 day later", "statuses", "a \"b\""))
                .containsOnlyKeys("name", "allowedDays", "holdHours", "statuses");
        assertThat(mistakes("name", "won")).containsOnlyKeys("name");
    }

    @Test
    void an_account_without_an_action_is_told_no_more() {
        Pipeline told = after("value", "NONE");
        assertThat(told.reports())
                .extracting(ReportLine::destination, ReportLine::action, ReportLine::role, ReportLine::value)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("meta", "Demo", ConversionRole.PRIMARY, ValueRule.NONE));
        StageForm form = new StageForm(sent("id", "DEMO_ATTENDED", "action.meta", ""));
        StageEdit edit = form.read(told);
        assertThat(edit).isNotNull();
        assertThat(edit == null ? List.of() : edit.in(told).reports()).isEmpty();
    }

    @Test
    void accounts_that_differ_in_value_keep_their_own() {
        Pipeline told = after("value", "FIXED", "amount", "120 EUR");
        StageForm form = new StageForm(sent("id", "DEMO_ATTENDED", "value", StageForm.KEEP, "role.meta", "SECONDARY"));
        StageEdit edit = form.read(told);
        assertThat(edit == null ? List.<ReportLine>of() : edit.in(told).reports())
                .singleElement()
                .satisfies(it -> assertThat(it.valueInWords() + it.role()).isEqualTo("120.00 EUR eachSECONDARY"));
    }
}
