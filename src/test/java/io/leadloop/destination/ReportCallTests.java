package io.leadloop.destination;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leadloop.destination.PlatformReports.Unavailable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** What becomes of a call for a report that brings none. */
class ReportCallTests {

    private static void call(String error) throws Unavailable {
        ReportCall.of("Acme", "Sign in again.", () -> {
            throw new OAuth2AuthorizationException(new OAuth2Error(error));
        });
    }

    @Test
    void a_refused_sign_in_says_what_to_do() {
        assertThatThrownBy(() -> call("invalid_grant"))
                .isInstanceOf(Unavailable.class)
                .hasMessage("Acme refuses the sign-in (invalid_grant). Sign in again.");
    }

    /** RFC 6749, 4.1.2.1: trouble of the server, which says nothing of the keys. */
    @ParameterizedTest
    @ValueSource(strings = {"server_error", "temporarily_unavailable"})
    void a_sign_in_server_in_trouble_refuses_nobody(String error) {
        assertThatThrownBy(() -> call(error)).hasMessage("Acme did not answer. It is asked again tomorrow.");
    }

    @Test
    void a_sentence_of_the_platform_is_no_code() {
        assertThat(ReportCall.code("E1001")).isEqualTo("E1001");
        assertThat(ReportCall.code("no such user jane@example.com")).isEqualTo("unsaid");
    }
}
