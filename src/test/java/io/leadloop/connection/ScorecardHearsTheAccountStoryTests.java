package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.LeadFigures;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The scorecard's answers are of our ledger; what the account's own list says against one stands in its place. */
class ScorecardHearsTheAccountStoryTests extends BeforeAnyAccountIsAsked {

    private static final String AGAINST = "The account&#39;s own list: ";

    @Autowired
    LeadFigures figures;

    @BeforeEach
    void a_lead_was_told_as_qualified() {
        house.leadReaches("heard-" + System.nanoTime(), "SQL", "2026-10-03T09:00:00Z", "gclid=heard-g");
        house.settles();
        figures.catchUp();
    }

    private String answer(String question) {
        String page = admin.get("/ops/quality?destination=google-ads").body().replaceAll("\\s+", " ");
        String card = page.substring(page.indexOf("SQL at Google Ads"));
        return card.substring(card.indexOf(question)).substring(0, 900);
    }

    @Test
    void before_it_was_asked_the_ledgers_answer_stands() {
        assertThat(answer("Primary or secondary?")).doesNotContain(AGAINST);
    }

    @Test
    void an_action_that_is_secondary_there_is_to_be_watched_for_it() {
        audits.look();
        assertThat(answer("Primary or secondary?"))
                .contains(AGAINST, "is secondary in the account and primary in the plan", ">watch<");
    }
}
