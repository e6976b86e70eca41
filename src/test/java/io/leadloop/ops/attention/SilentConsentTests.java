package io.leadloop.ops.attention;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.planning.ConsentPolicy;
import io.leadloop.planning.ConsentPolicy.WhenUnknown;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A source that never says whether people consent is a fault of its set-up, not of each lead. */
class SilentConsentTests {

    private final List<Lead> leads = new ArrayList<>();
    private ConsentPolicy policy = new ConsentPolicy(Map.of("US", WhenUnknown.SEND));

    private void lead(String source, Consent.State said, String country) {
        leads.add(new Lead(
                LeadId.next(),
                ExternalId.lead(source, "L" + leads.size()),
                "MQL",
                Instant.parse("2026-10-03T10:20:30Z"),
                "",
                null,
                null,
                country,
                Consent.of(said),
                HashedContact.NONE));
    }

    private void silent(String source, String country, int many) {
        for (int i = 0; i < many; i++) {
            lead(source, Consent.State.UNKNOWN, country);
        }
    }

    private List<String> lines() {
        return SilentConsent.of(leads, policy).stream()
                .map(it -> it.subject() + it.count())
                .toList();
    }

    @Test
    void each_source_of_which_nothing_can_be_sent_is_one_line() {
        silent("forms", "DE", 3);
        silent("shop", "FR", 4);
        assertThat(lines()).containsExactly("forms:3", "shop:4");
    }

    @Test
    void one_lead_that_said_a_word_shows_that_the_source_can() {
        silent("forms", "DE", 9);
        lead("forms", Consent.State.DENIED, "DE");
        assertThat(lines()).isEmpty();
    }

    @Test
    void two_leads_are_chance() {
        silent("forms", "DE", 2);
        assertThat(lines()).isEmpty();
    }

    @Test
    void where_silence_is_sent_nothing_is_amiss() {
        silent("forms", "US", 5);
        assertThat(lines()).isEmpty();
    }
}
