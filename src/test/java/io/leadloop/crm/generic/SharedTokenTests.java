package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A shared secret for senders that cannot sign. */
class SharedTokenTests {

    private final SharedToken verifier = new SharedToken("X-LeadLoop-Token", List.of("the-secret"));

    private static WebhookRequest with(String authorization) {
        return new WebhookRequest(new byte[0], null, Map.of("Authorization", authorization)::get);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer the-secret", "bearer the-secret", "BEARER  the-secret"})
    void the_scheme_may_be_written_in_any_letter_case(String authorization) {
        assertThatCode(() -> verifier.verify(with(authorization))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer The-Secret", "Bearer", "Basic the-secret", "Bearer "})
    void the_secret_may_not(String authorization) {
        assertThatThrownBy(() -> verifier.verify(with(authorization))).isInstanceOf(WebhookRefused.class);
    }

    @Test
    void the_address_may_carry_it() {
        assertThatCode(() -> verifier.verify(new WebhookRequest(new byte[0], "the-secret", name -> null)))
                .doesNotThrowAnyException();
    }
}
