package io.leadloop.ops.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.pipeline.ExpectedValue;
import io.leadloop.pipeline.Segment;
import io.leadloop.pipeline.Segment.Dimension;
import io.leadloop.pipeline.StageEstimate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which respect leads of a stage differ, which the page shows first. */
class StageValuesTests {

    private static ExpectedValue of(Segment segment, int own) {
        BigDecimal any = BigDecimal.TEN;
        return new ExpectedValue(
                new StageEstimate(
                        "SQL",
                        segment,
                        true,
                        400,
                        40,
                        any,
                        any,
                        any,
                        any,
                        null,
                        40,
                        own,
                        null,
                        Duration.ofDays(90),
                        Duration.ofDays(300),
                        "EUR"),
                any,
                "words",
                Instant.EPOCH);
    }

    private static StageValues values(int source, int platform, int country) {
        return StageValues.of(
                "SQL",
                List.of(
                        of(Segment.ALL, 100),
                        of(Segment.ALL.with(Dimension.SOURCE, "one"), source),
                        of(Segment.ALL.with(Dimension.PLATFORM, "one"), platform),
                        of(Segment.ALL.with(Dimension.COUNTRY, "one"), country)));
    }

    @Test
    void the_respect_in_which_they_differ_most_is_shown_first() {
        assertThat(values(3, 40, 60).mostDifferent()).hasValue(Dimension.COUNTRY);
        assertThat(values(3, 60, 40).mostDifferent()).hasValue(Dimension.PLATFORM);
        assertThat(values(50, 50, 50).mostDifferent()).hasValue(Dimension.SOURCE);
    }

    @Test
    void a_respect_in_which_none_has_a_value_of_its_own_says_so() {
        assertThat(values(9, 10, 0).isAlike(Dimension.SOURCE)).isTrue();
        assertThat(values(9, 10, 0).isAlike(Dimension.PLATFORM)).isFalse();
        assertThat(values(9, 10, 0).isAlike(Dimension.CAMPAIGN)).isTrue();
    }

    @Test
    void without_segments_there_is_none() {
        assertThat(StageValues.of("SQL", List.of(of(Segment.ALL, 100))).mostDifferent())
                .isEmpty();
    }
}
