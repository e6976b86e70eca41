package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.leadloop.conversion.ConversionRole;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Lead;
import io.leadloop.lead.StageKind;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.LivePipeline;
import io.leadloop.pipeline.NotAPipeline;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineStage;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.PlannedAction.Match;
import io.leadloop.pipeline.PlannedAction.ValueRule;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.pipeline.StatusRule;
import io.leadloop.planning.DryRun;
import io.leadloop.planning.DryRunResult;
import io.leadloop.process.LifecycleMigration;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What sales ops publish counts for the next webhook, and the leads that are under way come along. */
@StoryTest
class SalesOpsOwnThePipelineStoryTests {

    private static final PipelineStage DEMO =
            new PipelineStage("DEMO_ATTENDED", "Demo attended", StageKind.QUALIFIED, 20, 0, AdjustmentPolicy.LEAVE);

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    LivePipeline live;

    @Autowired
    PipelineRelease release;

    @Autowired
    LifecycleMigration migration;

    @Autowired
    DryRun dryRun;

    @Autowired
    RuntimeService runtime;

    @BeforeEach
    void the_third_of_october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    @AfterEach
    void the_shipped_pipeline_again() {
        PipelineVersion draft = drafts.bringBack(1, "tidy");
        Map<String, String> removed = Map.of(DEMO.id(), "MQL");
        publish(drafts.save(draft.id(), draft.revision(), draft.pipeline(), removed, "tidy"), "tidy");
        migration.moveAll();
        drafts.discard(drafts.begin("eva").id(), "eva");
    }

    private PipelineVersion draftWithDemo(String author, String status) {
        PipelineVersion draft = drafts.begin(author);
        Pipeline now = draft.pipeline();
        List<PipelineStage> stages = new ArrayList<>(now.stages());
        stages.add(2, DEMO);
        List<StatusRule> rules = new ArrayList<>(now.statuses());
        rules.add(new StatusRule(
                "rule_demo",
                "Somebody showed it",
                Condition.ANY,
                Condition.ANY,
                Condition.oneOf(status),
                Condition.ANY,
                DEMO.id()));
        List<ReportLine> reports = new ArrayList<>(now.reports());
        reports.add(new ReportLine(
                "line_demo",
                "",
                DEMO.id(),
                LeadFilter.ALL,
                "meta",
                "DemoAttended",
                ConversionRole.SECONDARY,
                ValueRule.FIXED,
                new BigDecimal("120"),
                "EUR",
                null,
                Match.CLICK_ID));
        return drafts.save(draft.id(), draft.revision(), new Pipeline(stages, rules, reports), Map.of(), author);
    }

    private void publish(PipelineVersion draft, String who) {
        release.publish(draft.id(), draft.revision(), "A story", LintContext.UNKNOWN, who, () -> {});
    }

    private String standsAt(Lead lead) {
        return runtime.getActiveActivityIds(Objects.requireNonNull(lead.processInstanceId()))
                .get(0);
    }

    private Lead lead(String id) {
        return house.lead("generic", id).orElseThrow();
    }

    @Test
    void a_stage_that_was_added_gets_its_wait_state_and_its_report() {
        house.leadReaches("pipe-added", "MQL", "2026-10-02T08:00:00Z", "fbclid=pipe-added");
        house.applies();
        publish(draftWithDemo("eva", "Demo done"), "eva");
        migration.moveAll();
        assertThat(migration.progress()).matches(LifecycleMigration.Progress::isDone);
        assertThat(standsAt(lead("pipe-added"))).isEqualTo("Wait_Mql");

        house.leadReaches("pipe-added", "Demo done", "2026-10-02T09:00:00Z");
        house.settles();

        assertThat(lead("pipe-added").stage()).isEqualTo("DEMO_ATTENDED");
        assertThat(standsAt(lead("pipe-added"))).isEqualTo("Wait_DemoAttended");
        assertThat(house.conversion("pipe-added", "DEMO_ATTENDED", "meta").state())
                .isEqualTo(ConversionState.ACCEPTED);
        assertThat(house.told("meta", "DemoAttended").toString()).contains("120");
    }

    @Test
    void a_lead_whose_webhook_is_faster_than_the_migration_comes_along_with_it() {
        house.leadReaches("pipe-fast", "MQL", "2026-10-02T08:00:00Z", "gclid=pipe-fast");
        house.applies();
        publish(draftWithDemo("eva", "Demo fast"), "eva");

        house.leadReaches("pipe-fast", "Demo fast", "2026-10-02T09:00:00Z");
        house.applies();

        assertThat(standsAt(lead("pipe-fast"))).isEqualTo("Wait_DemoAttended");
        assertThat(runtime.createProcessInstanceQuery()
                        .processInstanceBusinessKey(lead("pipe-fast").id().toString())
                        .count())
                .isEqualTo(1);
    }

    @Test
    void leads_at_a_removed_stage_go_where_sales_ops_said() {
        publish(draftWithDemo("eva", "Demo gone"), "eva");
        house.leadReaches("pipe-gone", "Demo gone", "2026-10-02T09:00:00Z", "gclid=pipe-gone");
        house.applies();
        assertThat(standsAt(lead("pipe-gone"))).isEqualTo("Wait_DemoAttended");

        PipelineVersion draft = drafts.bringBack(1, "eva");
        publish(drafts.save(draft.id(), draft.revision(), draft.pipeline(), Map.of(DEMO.id(), "SQL"), "eva"), "eva");
        migration.moveAll();

        assertThat(lead("pipe-gone").stage()).isEqualTo("SQL");
        assertThat(standsAt(lead("pipe-gone"))).isEqualTo("Wait_Sql");
        assertThat(runtime.getVariable(Objects.requireNonNull(lead("pipe-gone").processInstanceId()), "stage"))
                .isEqualTo("SQL");
    }

    @Test
    void the_second_of_two_people_who_publish_is_told_and_nothing_is_overwritten() {
        PipelineVersion hers = draftWithDemo("eva", "Demo hers");
        PipelineVersion his = drafts.begin("max");
        publish(hers, "eva");

        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> publish(his, "max"))
                .withMessageContaining("was published by eva after this draft was begun");
        assertThat(live.version().pipeline().stage(DEMO.id())).isPresent();
        drafts.discard(his.id(), "max");
    }

    @Test
    void a_save_from_an_old_window_is_refused() {
        PipelineVersion first = drafts.begin("eva");
        drafts.save(first.id(), first.revision(), first.pipeline(), Map.of(), "eva");
        assertThatExceptionOfType(NotAPipeline.class)
                .isThrownBy(() -> drafts.save(first.id(), first.revision(), first.pipeline(), Map.of(), "eva"))
                .withMessageContaining("another window");
    }

    @Test
    void a_dry_run_says_what_the_draft_would_have_told_and_sends_nothing() {
        house.leadReaches("pipe-dry", "MQL", "2026-10-02T08:00:00Z", "fbclid=pipe-dry");
        house.settles();
        PipelineVersion draft = drafts.begin("eva");
        Pipeline now = draft.pipeline();
        List<ReportLine> reports = now.reports().stream()
                .filter(it -> !it.stage().equals("MQL") || !it.destination().equals("meta"))
                .toList();
        Pipeline without = new Pipeline(now.stages(), now.statuses(), reports);
        long rows = house.count("select count(*) from leadloop.conversion");

        dryRun.run(draft.id(), draft.revision(), now, without);

        DryRunResult result =
                Objects.requireNonNull(dryRun.of(draft.id()).orElseThrow().result());
        assertThat(result.platforms())
                .filteredOn(it -> it.destination().equals("meta"))
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.gone()).isPositive();
                    assertThat(it.added()).isZero();
                    assertThat(it.examples()).anyMatch(line -> line.contains("is told MQL as MQL"));
                });
        assertThat(house.count("select count(*) from leadloop.conversion")).isEqualTo(rows);
    }
}
