package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.LeadId;
import org.junit.jupiter.api.Test;

/** The name under which a platform counts a conversion once. */
class DedupeKeyTests {

    private static final LeadId LEAD = LeadId.of("019a2051-b15a-799a-905b-0877722bbbb2");

    @Test
    void is_the_same_for_ever() {
        assertThat(DedupeKey.of(LEAD, "deal-1", "WON", 1, "meta"))
                .isEqualTo(DedupeKey.of(LEAD, "deal-1", "WON", 1, "meta"))
                .matches("llc-v1-[0-9a-f]{32}");
    }

    @Test
    void differs_with_every_part_of_what_the_conversion_is() {
        assertThat(DedupeKey.of(LEAD, "deal-1", "WON", 1, "meta"))
                .isNotEqualTo(DedupeKey.of(LEAD, "deal-2", "WON", 1, "meta"))
                .isNotEqualTo(DedupeKey.of(LEAD, "deal-1", "SQL", 1, "meta"))
                .isNotEqualTo(DedupeKey.of(LEAD, "deal-1", "WON", 2, "meta"))
                .isNotEqualTo(DedupeKey.of(LEAD, "deal-1", "WON", 1, "google-ads"))
                .isNotEqualTo(DedupeKey.of(LeadId.next(), "deal-1", "WON", 1, "meta"));
    }

    @Test
    void fits_the_platforms_and_holds_nothing_personal() {
        assertThat(DedupeKey.of(LEAD, "jane.doe@example.com", "WON", 1, "meta"))
                .hasSizeLessThanOrEqualTo(64)
                .doesNotContain("jane");
    }
}
