package io.leadloop.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An average is over what it is an average of, and says what is left out. */
class AveragesTests {

    private static String quality(AnAction action) {
        ActionFigures figures = action.figures();
        return SevenQuestions.answers(figures, List.of(figures), 30, id -> id)
                .get(6)
                .figure();
    }

    @Test
    void a_win_without_an_amount_does_not_pull_the_average_down() {
        assertThat(quality(AnAction.won().wins(4, 3, 15_000)))
                .endsWith("5,000 EUR over 3 of 4 wins that have an amount");
    }

    @Test
    void where_every_win_has_an_amount_nothing_is_left_out() {
        assertThat(quality(AnAction.sql().wins(3, 3, 600))).endsWith(", 200 EUR over 3 wins");
    }

    @Test
    void wins_without_any_amount_have_no_average() {
        assertThat(quality(AnAction.won().wins(2, 0, 0))).endsWith("none of 2 wins has an amount or rate of exchange");
    }

    @Test
    void without_a_win_there_is_no_money() {
        assertThat(quality(AnAction.sql().wins(0, 0, 0))).endsWith(" % won");
    }
}
