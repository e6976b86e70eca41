package io.leadloop.crm.generic;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP Basic for senders that cannot sign. */
class BasicCredentialsTests {

    private final BasicCredentials verifier = new BasicCredentials("crm", List.of("old-password", "new-password"));

    private static WebhookRequest with(String authorization) {
        return new WebhookRequest(new byte[0], null, name -> name.equals("Authorization") ? authorization : null);
    }

    private static String basic(String credentials) {
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm:old-password", "crm:new-password"})
    void each_of_the_passwords_will_do(String credentials) {
        assertThatCode(() -> verifier.verify(with(basic(credentials)))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"crm:wrong", "other:old-password", "crm", ""})
    void anything_else_is_refused(String credentials) {
        assertThatThrownBy(() -> verifier.verify(with(basic(credentials)))).isInstanceOf(WebhookRefused.class);
    }

    @Test
    void nothing_at_all_is_refused() {
        assertThatThrownBy(() -> verifier.verify(with(null))).isInstanceOf(WebhookRefused.class);
    }
}
