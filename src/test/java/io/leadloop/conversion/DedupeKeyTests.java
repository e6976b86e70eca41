package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.ExternalId;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The name under which a platform counts a conversion once. */
class DedupeKeyTests {

    private static final ExternalId LEAD = ExternalId.lead("crm", "00Q1");
    private static final String WIN = DedupeKey.of(LEAD, "deal-1", "WON", "meta");

    @Test
    void is_the_same_for_ever_and_in_every_database() {
        assertThat(WIN).isEqualTo("llc-v2-9ab18f164aca151ddc7acb13d58b69c2");
        assertThat(DedupeKey.after(WIN, 2)).isEqualTo("llc-v2-5b277d67d3b35d677b659135e400c26e");
    }

    @Test
    void differs_with_every_part_of_what_the_conversion_is() {
        List<String> keys = List.of(
                WIN,
                DedupeKey.of(LEAD, "deal-2", "WON", "meta"),
                DedupeKey.of(LEAD, "deal-1", "SQL", "meta"),
                DedupeKey.of(LEAD, "deal-1", "WON", "google-ads"),
                DedupeKey.of(ExternalId.lead("crm", "00Q2"), "deal-1", "WON", "meta"),
                DedupeKey.of(ExternalId.lead("other", "00Q1"), "deal-1", "WON", "meta"),
                DedupeKey.of(ExternalId.deal("crm", "00Q1"), "deal-1", "WON", "meta"),
                DedupeKey.after(WIN, 2),
                DedupeKey.after(WIN, 3),
                DedupeKey.after(DedupeKey.of(LEAD, "deal-2", "WON", "meta"), 2));
        assertThat(new HashSet<>(keys)).hasSameSizeAs(keys);
    }

    @Test
    void fits_the_platforms_and_holds_nothing_personal() {
        assertThat(DedupeKey.of(LEAD, "jane.doe@example.com", "WON", "meta"))
                .matches("llc-v2-[0-9a-f]{32}")
                .doesNotContain("jane");
    }
}
