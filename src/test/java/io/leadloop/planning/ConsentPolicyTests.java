package io.leadloop.planning;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Refusal;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.planning.ConsentPolicy.WhenUnknown;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Consent by region. */
class ConsentPolicyTests {

    private final ConsentPolicy policy =
            new ConsentPolicy(Map.of("default", WhenUnknown.SEND, "EEA", WhenUnknown.REFUSE, "IS", WhenUnknown.SEND));

    private static Lead lead(Consent.State state, @Nullable String country) {
        return new Lead(
                LeadId.next(),
                ExternalId.lead("crm", "L"),
                "MQL",
                Instant.EPOCH,
                "",
                null,
                null,
                country,
                Consent.of(state),
                HashedContact.NONE);
    }

    @Test
    void nobody_is_told_of_a_person_who_said_no_wherever_they_live() {
        assertThat(policy.refusal(lead(Consent.State.DENIED, "US"))).isEqualTo(Refusal.CONSENT_DENIED);
    }

    @Test
    void silence_means_what_the_region_says() {
        assertThat(policy.refusal(lead(Consent.State.UNKNOWN, "US"))).isNull();
        assertThat(policy.refusal(lead(Consent.State.UNKNOWN, "DE"))).isEqualTo(Refusal.CONSENT_UNKNOWN);
        assertThat(policy.refusal(lead(Consent.State.UNKNOWN, "GB"))).isEqualTo(Refusal.CONSENT_UNKNOWN);
        assertThat(policy.refusal(lead(Consent.State.UNKNOWN, "IS"))).isNull();
    }

    @Test
    void without_a_policy_silence_is_no_consent() {
        ConsentPolicy none = new ConsentPolicy(Map.of());
        assertThat(none.refusal(lead(Consent.State.UNKNOWN, "US"))).isEqualTo(Refusal.CONSENT_UNKNOWN);
        assertThat(none.refusal(lead(Consent.State.UNKNOWN, null))).isEqualTo(Refusal.CONSENT_UNKNOWN);
    }

    @Test
    void keys_count_in_whatever_letters_they_are_written() {
        ConsentPolicy mixed = new ConsentPolicy(
                Map.of("Default", WhenUnknown.SEND, "Eea", WhenUnknown.REFUSE, "is", WhenUnknown.SEND));
        assertThat(mixed.refusal(lead(Consent.State.UNKNOWN, "US"))).isNull();
        assertThat(mixed.refusal(lead(Consent.State.UNKNOWN, "DE"))).isEqualTo(Refusal.CONSENT_UNKNOWN);
        assertThat(mixed.refusal(lead(Consent.State.UNKNOWN, "IS"))).isNull();
    }
}
