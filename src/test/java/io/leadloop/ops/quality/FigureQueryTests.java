package io.leadloop.ops.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** What a reader chose stands in the address of every page of figures. */
class FigureQueryTests {

    private static final LocalDate TODAY = LocalDate.parse("2026-10-03");

    @Test
    void nothing_chosen_is_the_last_30_days_of_all_leads() {
        FigureQuery query = new FigureQuery(null, null, null, "", " ", null).on(TODAY);
        assertThat(query.on("/ops/funnel")).isEqualTo("/ops/funnel?days=30");
        assertThat(query.isNarrow()).isFalse();
    }

    @Test
    void days_up_to_today_that_are_offered_stay_such_and_others_stay_as_they_are() {
        FigureQuery week = new FigureQuery(null, LocalDate.parse("2026-09-27"), TODAY, null, null, null).on(TODAY);
        assertThat(week.on("/ops/money")).isEqualTo("/ops/money?days=7");
        FigureQuery september = new FigureQuery(
                        30, LocalDate.parse("2026-09-01"), LocalDate.parse("2026-09-30"), null, null, null)
                .on(TODAY);
        assertThat(september.on("/ops/money")).isEqualTo("/ops/money?from=2026-09-01&until=2026-09-30");
    }

    @Test
    void a_campaign_may_be_called_anything() {
        FigureQuery query = new FigureQuery(90, null, null, "meta", null, "a&b=ü {c}").on(TODAY);
        assertThat(query.on("/ops/funnel", "by", "channel"))
                .isEqualTo("/ops/funnel?days=90&destination=meta&campaign=a%26b%3D%C3%BC%20%7Bc%7D&by=channel");
    }

    @Test
    void a_link_may_say_something_else_than_the_choice() {
        FigureQuery query = new FigureQuery(90, null, null, "meta", "crm", null).on(TODAY);
        assertThat(query.on("/ops/quality/rows", "destination", "x", "source", null))
                .isEqualTo("/ops/quality/rows?days=90&destination=x");
    }
}
