package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadId;
import io.leadloop.pipeline.Condition;
import io.leadloop.pipeline.DealSize;
import io.leadloop.pipeline.LeadFilter;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.quality.DeliveryBreakdown;
import io.leadloop.quality.DeliveryBreakdowns;
import io.leadloop.quality.DeliveryStatus;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Sales ops tell Google of SQLs from Germany only, and of wins from 1,000 EUR on: who is left out is no lost row. */
@StoryTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeftOutByThePlanStoryTests {

    private static final Period OCTOBER = new Period(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-31"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    PipelineDrafts drafts;

    @Autowired
    PipelineRelease release;

    @Autowired
    DeliveryBreakdowns breakdowns;

    @Autowired
    LeadFigures figures;

    @Autowired
    PlatformTransactionManager transactions;

    private boolean made;

    @BeforeEach
    void a_plan_with_rules_of_ones_own() {
        clock.set("2026-10-03T10:25:00Z");
        if (made) {
            return;
        }
        made = true;
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = before.reports().stream()
                .filter(it -> !it.destination().equals("tiktok") || !it.stage().equals("SQL"))
                .map(it -> !it.destination().equals("google-ads")
                        ? it
                        : it.stage().equals("SQL")
                                ? only(
                                        it,
                                        new LeadFilter(
                                                Condition.oneOf("DE"), Condition.ANY, Condition.ANY, DealSize.ANY))
                                : it.stage().equals("WON")
                                        ? only(
                                                it,
                                                new LeadFilter(
                                                        Condition.ANY,
                                                        Condition.ANY,
                                                        Condition.ANY,
                                                        DealSize.ofWords("from 1.000,00 EUR")))
                                        : it)
                .toList();
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "Germany only", LintContext.UNKNOWN, "rita", () -> {});
        clock.set("2026-10-03T10:26:00Z");
        for (String country : List.of("DE", "FR")) {
            reaches("rule-" + country, "SQL", country, "");
            reaches(
                    "rule-" + country,
                    "Closed Won",
                    country,
                    ",\"deal\":{\"id\":\"rule-%s\",\"outcome\":\"won\",\"amount\":%d,\"currency\":\"EUR\"}"
                            .formatted(country, country.equals("DE") ? 5000 : 500));
        }
        house.settles();
        figures.catchUp();
    }

    private void reaches(String lead, String stage, String country, String more) {
        String at = stage.equals("SQL") ? "2026-10-02T09:00:00Z" : "2026-10-03T09:00:00Z";
        house.genericSends(House.event(lead, stage, at, more, "gclid=" + lead + "-g")
                .replace("\"lead\":{", "\"lead\":{\"country\":\"" + country + "\","));
        house.applies();
    }

    private static ReportLine only(ReportLine of, LeadFilter leads) {
        return new ReportLine(
                of.id(),
                of.note(),
                of.stage(),
                leads,
                of.destination(),
                of.action(),
                of.role(),
                of.value(),
                of.amount(),
                of.currency(),
                of.share(),
                of.match());
    }

    private DeliveryBreakdown google(String stage) {
        return breakdowns.of(OCTOBER, "google-ads").stream()
                .filter(it -> it.stage().equals(stage))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reconciliation_says_that_a_rule_left_them_out_and_still_adds_up() {
        for (String stage : List.of("SQL", "WON")) {
            DeliveryBreakdown line = google(stage);
            assertThat(line.said()).isEqualTo(2);
            assertThat(line.accepted()).isEqualTo(1);
            assertThat(line.on(DeliveryStatus.EXCLUDED)).isEqualTo(1);
            assertThat(line.on(DeliveryStatus.NO_ROW)).isZero();
            assertThat(line.addsUp()).isTrue();
        }
    }

    @Test
    void the_lead_says_which_rule_it_was() {
        LeadId left = house.lead("generic", "rule-FR").orElseThrow().id();
        Browser admin = Browser.signedIn(house, "admin", House.PASSWORD);
        assertThat(admin.get("/ops/leads/" + left.value()).body())
                .contains("SQL to Google Ads", "only country DE", "Closed won to Google Ads", "only deals from 1000")
                .contains(">not sent: rule</span>", "only country DE", "href=\"#excluded\"", "id=\"excluded\"")
                .doesNotContain("a row is lost");
        LeadId told = house.lead("generic", "rule-DE").orElseThrow().id();
        assertThat(admin.get("/ops/leads/" + told.value()).body()).doesNotContain("Not sent: rules of the plan");
        assertThat(admin.get("/ops/quality/rows?of=STEPS&deliveryStatus=EXCLUDED")
                        .body())
                .contains("not sent: rule", "the rule tells only country DE");
    }

    @Test
    void a_missing_row_that_no_rule_explains_stays_a_loss() {
        // Rolled back: the other tests read the same leads.
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            house.sql("delete from leadloop.standing_fact where destination = 'google-ads' and stage = 'SQL'");
            house.sql(
                    "delete from leadloop.conversion_attempt where conversion_id in (select c.id from leadloop.conversion c"
                            + " join leadloop.lead l on l.id = c.lead_id where l.external_id = 'rule-DE' and c.stage = 'SQL')");
            house.sql("delete from leadloop.conversion where stage = 'SQL' and lead_id ="
                    + " (select id from leadloop.lead where external_id = 'rule-DE')");
            house.sql("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead");
            figures.catchUp();
            assertThat(google("SQL").on(DeliveryStatus.NO_ROW)).isEqualTo(1);
            assertThat(google("SQL").on(DeliveryStatus.EXCLUDED)).isEqualTo(1);
        });
    }

    @Test
    void a_step_of_before_the_plan_reported_its_stage_is_no_loss() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            house.sql("insert into leadloop.reported_stage (stage, destination, action) values ('SQL', 'tiktok', 'sql')"
                    + " on conflict do nothing");
            house.sql("insert into leadloop.click_id (id, lead_id, kind, value, clicked_at, created_at)"
                    + " select gen_random_uuid(), id, 'TTCLID', 'unplanned-' || id, null, created_at - interval '1 day'"
                    + " from leadloop.lead where external_id = 'rule-DE'");
            house.sql("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead");
            figures.catchUp();
            DeliveryBreakdown line = breakdowns.of(OCTOBER, "tiktok").stream()
                    .filter(it -> it.stage().equals("SQL"))
                    .findFirst()
                    .orElseThrow();
            assertThat(line.on(DeliveryStatus.UNPLANNED)).isEqualTo(1);
            assertThat(line.on(DeliveryStatus.NO_ROW)).isZero();
            assertThat(line.addsUp()).isTrue();
        });
    }
}
