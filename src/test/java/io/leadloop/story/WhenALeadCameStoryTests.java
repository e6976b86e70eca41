package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Stage;
import io.leadloop.quality.FunnelGroup;
import io.leadloop.quality.Funnels;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A lead came at the earliest moment that is known of it, not when LeadLoop heard of it. */
@StoryTest
class WhenALeadCameStoryTests {

    private static final Period JULY = new Period(LocalDate.parse("2026-07-01"), LocalDate.parse("2026-07-31"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    Funnels funnels;

    @Autowired
    LeadFigures figures;

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private String came(String lead) {
        figures.catchUp();
        return house.texts("select to_char(f.came_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI') || ', ' || f.click_week"
                        + " from leadloop.v_lead f join leadloop.lead l on l.id = f.lead_id where l.external_id = '"
                        + lead
                        + "'")
                .get(0);
    }

    @Test
    void a_sale_that_is_told_late_came_with_its_first_stage_and_not_when_it_was_heard_of() {
        house.genericSends(House.event("came-sale", "MQL", "2026-08-11T09:00:00Z", ""));
        house.genericSends(House.event(
                "came-sale",
                "Closed Won",
                "2026-09-08T09:00:00Z",
                ",\"deal\":{\"id\":\"came-sale\",\"outcome\":\"won\",\"amount\":900,\"currency\":\"EUR\"}"));
        house.settles();
        // Files give no capture and no click.
        house.sql("update leadloop.lead set captured_at = null where external_id = 'came-sale'");
        assertThat(came("came-sale")).isEqualTo("2026-08-11 09:00, 2026-08-10");

        Period august = new Period(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-08-31"));
        List<FunnelGroup> groups = funnels.groups(august, "click_week");
        assertThat(groups).singleElement().satisfies(it -> {
            assertThat(it.name()).isEqualTo("2026-08-10");
            assertThat(it.won()).isEqualTo(1);
        });
        assertThat(funnels.groups(new Period(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-03")), "channel"))
                .isEmpty();
    }

    @Test
    void of_several_clicks_the_first_one_counts() {
        house.genericSends(House.event("came-twice", "MQL", "2026-10-02T09:00:00Z", "", "gclid=came-twice-1")
                .replace("2026-10-01T08:00:00Z", "2026-09-01T08:00:00Z"));
        house.settles();
        house.genericSends(House.event("came-twice", "SQL", "2026-10-03T09:00:00Z", "", "gclid=came-twice-2"));
        house.settles();
        assertThat(came("came-twice")).isEqualTo("2026-09-01 08:00, 2026-08-31");
    }

    @Test
    void a_lead_without_any_moment_is_left_out_and_counted() {
        house.genericSends(House.event("came-never", "MQL", "2026-10-02T09:00:00Z", ""));
        house.settles();
        long before = undated();
        house.sql("delete from leadloop.stage_change where lead_id ="
                + " (select id from leadloop.lead where external_id = 'came-never')");
        house.sql("update leadloop.lead set captured_at = null where external_id = 'came-never'");
        assertThat(came("came-never")).isNull();
        assertThat(undated()).isEqualTo(before + 1);
    }

    private long undated() {
        figures.catchUp();
        return funnels.undated();
    }

    /** A reader works off 500 changes at most; after a migration every lead waits. */
    @Test
    void a_funnel_is_read_while_more_changes_wait_than_a_reader_works_off() {
        house.genericSends(House.event("came-queued", "MQL", "2026-06-10T09:00:00Z", ""));
        house.settles();
        figures.catchUp();
        house.sql("insert into leadloop.fact_queue (lead_id) select id from leadloop.lead, generate_series(1, 1200)"
                + " where external_id = 'came-queued'");
        Period june = new Period(LocalDate.parse("2026-06-01"), LocalDate.parse("2026-06-30"));
        assertThat(funnels.groups(june, "channel")).isNotEmpty();
        assertThat(house.count("select count(*) from leadloop.fact_queue")).isPositive();
        figures.catchUp();
    }

    /** Who went deeper counts as having reached a stage, so that a stage made today would seem to be reached by all who ever won. */
    @Test
    void a_stage_that_no_lead_was_ever_at_is_no_step_of_a_funnel_and_is_named_instead() {
        house.sql("insert into leadloop.stage (id, name, kind, rank) values ('NEVER', 'Demo held', 'QUALIFIED', 27)");
        try {
            assertThat(funnels.steps(JULY)).extracting(Stage::id).doesNotContain("NEVER");
            assertThat(funnels.allSteps()).extracting(Stage::id).contains("NEVER");
            assertThat(funnels.leftOut(funnels.steps(JULY))).contains("Demo held");
        } finally {
            house.sql("delete from leadloop.stage where id = 'NEVER'");
            figures.catchUp();
        }
    }

    /** Leads that were won in January cannot have skipped a stage that was made in July. */
    @Test
    void a_stage_that_is_younger_than_the_deals_beyond_it_is_a_step_of_later_times_only() {
        house.sql("insert into leadloop.stage (id, name, kind, rank) values ('YOUNG', 'Demo given', 'QUALIFIED', 28)");
        house.sql(
                "insert into leadloop.step_fact (lead_id, source, stage, stage_rank, deal_id, occurred_at, day, recorded_at,"
                        + " crm_status) select gen_random_uuid(), 'young', id, rank, '', at, at::date, at, 'x' from leadloop.stage,"
                        + " (values ('WON', timestamptz '2026-01-05T00:00:00Z'), ('YOUNG', timestamptz '2026-07-20T00:00:00Z')) v (of, at)"
                        + " where id = of");
        try {
            assertThat(funnels.steps(JULY)).extracting(Stage::id).doesNotContain("YOUNG");
            assertThat(funnels.leftOut(funnels.steps(JULY))).contains("Demo given");
            Period august = new Period(LocalDate.parse("2026-08-01"), LocalDate.parse("2026-08-31"));
            assertThat(funnels.steps(august)).extracting(Stage::id).contains("YOUNG");
            house.sql("delete from leadloop.step_fact where source = 'young' and stage = 'WON'");
            house.sql("update leadloop.step_fact set occurred_at = '2025-12-20' where source = 'young'");
            assertThat(funnels.steps(new Period(LocalDate.parse("2025-12-01"), LocalDate.parse("2025-12-31"))))
                    .as("a house whose first leads came in this very time")
                    .extracting(Stage::id)
                    .contains("YOUNG");
        } finally {
            house.sql("delete from leadloop.step_fact where source = 'young'");
            house.sql("delete from leadloop.stage where id = 'YOUNG'");
            figures.catchUp();
        }
    }
}
