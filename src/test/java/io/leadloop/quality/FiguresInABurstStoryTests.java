package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.StoryTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Many leads change between two looks of the figures. */
@StoryTest
class FiguresInABurstStoryTests {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    PlanExclusions exclusions;

    LeadFigures figures;

    @BeforeEach
    void nothing_is_behind_and_one_look_was_taken() {
        figures = new LeadFigures(jdbc, transaction, exclusions);
        figures.catchUp();
        changes(1, "0 s");
        figures.keepUp();
        assertThat(figures.behind()).isZero();
        restIsOver();
    }

    private void changes(int many, String ago) {
        jdbc.sql("insert into leadloop.fact_queue (lead_id, queued_at) select gen_random_uuid(), now() - :ago::interval"
                        + " from generate_series(1, :many)")
                .param("many", many)
                .param("ago", ago)
                .update();
    }

    @Test
    void they_wait_while_the_burst_lasts_and_follow_at_its_end() {
        changes(1_500, "0 s");
        figures.keepUp();
        assertThat(figures.behind()).isEqualTo(1_500);

        figures.keepUp();
        assertThat(figures.behind()).isZero();
    }

    @Test
    void a_burst_that_does_not_end_holds_them_for_two_minutes() {
        changes(1_500, "121 s");
        figures.keepUp();
        assertThat(figures.behind()).isZero();
    }

    /** The rest is three times what one change took, some milliseconds. */
    private void restIsOver() {
        while (figures.rests()) {
            Thread.onSpinWait();
        }
    }
}
