package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.support.House;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** With leadloop.revenue.each-deal=false the conversions of a win carry no deal. */
@TestPropertySource(properties = "leadloop.revenue.each-deal=false")
class OneWinForEachLeadStoryTests extends OneConversion {

    private void won(String lead) {
        house.genericSends(House.event(
                lead,
                "Closed Won",
                "2026-10-03T08:00:00Z",
                ",\"deal\":{\"id\":\"d11\",\"outcome\":\"won\",\"amount\":500,\"currency\":\"EUR\"}",
                "gclid=" + lead + "-g"));
        house.settles();
    }

    private List<Conversion> accepted(String lead) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.destination().equals("google-ads")
                        && it.stage().equals("WON")
                        && it.state() == ConversionState.ACCEPTED)
                .toList();
    }

    @Test
    void a_told_win_is_not_told_again_when_the_deals_person_is_corrected() {
        won("a11");
        won("b11");
        assertThat(accepted("a11").size() + accepted("b11").size()).isEqualTo(1);
    }
}
