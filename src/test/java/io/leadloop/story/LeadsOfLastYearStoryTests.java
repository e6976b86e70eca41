package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.capture.CaptureChain.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The chain from website to lead is one of the last seven days: a history that is loaded today is none of it. */
class LeadsOfLastYearStoryTests extends ClickIdsOnTheirWay {

    private long leadsOf(String source) {
        return chain.lately().sources().stream()
                .filter(it -> it.source().equals(source))
                .mapToLong(Source::leads)
                .sum();
    }

    @Test
    void that_are_loaded_today_are_not_counted_by_when_they_were_captured_or_came_to_their_first_stage() {
        String captured = began("loaded", yesterday());
        String qualified = began("loaded", yesterday());
        began("loaded", yesterday());
        assertThat(leadsOf("loaded")).isEqualTo(3);
        String lastYear = yesterday().minus(Duration.ofDays(365)).toString();
        house.sql("update leadloop.lead set captured_at = '" + lastYear + "' where id = '" + captured + "'");
        house.sql("""
                insert into leadloop.stage_change (id, lead_id, stage, occurred_at, recorded_at, crm_status, move, deal_id)
                values (gen_random_uuid(), '%s', 'MQL', '%s', '%s', 'MQL', 'STARTS', '')
                """.formatted(qualified, lastYear, yesterday()));
        assertThat(leadsOf("loaded")).isEqualTo(1);
    }
}
