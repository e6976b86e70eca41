package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.quality.Finding;
import io.leadloop.quality.Findings;
import io.leadloop.quality.LeadFigures;
import io.leadloop.quality.Period;
import io.leadloop.quality.Scorecards;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Accounts are owed nothing of leads without a click; that not one lead has any is a mistake all the same. */
@StoryTest
class FormsThatLoseEveryClickStoryTests {

    private static final Period APRIL = new Period(LocalDate.parse("2025-04-01"), LocalDate.parse("2025-04-30"));

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    LeadFigures figures;

    @Autowired
    Findings findings;

    @Autowired
    Scorecards scorecards;

    @Test
    void it_is_found_although_no_account_has_a_line_of_its_own() {
        clock.set("2025-04-20T10:00:00Z");
        for (int i = 0; i < 20; i++) {
            house.genericSends(House.event("bare-" + i, "MQL", "2025-04-18T09:00:00Z", ""));
        }
        house.settles();
        figures.catchUp();
        assertThat(scorecards.figures(APRIL)).isEmpty();
        assertThat(findings.open(APRIL))
                .extracting(Finding::words)
                .anySatisfy(it -> assertThat(it).contains("20 of 20 have no usable click id"));
    }
}
