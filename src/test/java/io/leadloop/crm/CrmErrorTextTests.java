package io.leadloop.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.http.OutsideAnswer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What of a CRM's error answer an operator reads. */
class CrmErrorTextTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"status\":\"error\",\"message\":\"Authentication credentials not found.\",\"category\":\"INVALID_AUTHENTICATION\"}|INVALID_AUTHENTICATION: Authentication credentials not found.",
                "{\"message\":\"This app hasn't been granted all required scopes: [crm.objects.deals.read]\"}|This app hasn't been granted all required scopes: [crm.objects.deals.read]",
                "[{\"message\":\"Session expired or invalid\",\"errorCode\":\"INVALID_SESSION_ID\"}]|INVALID_SESSION_ID: Session expired or invalid",
                "{\"error\":{\"code\":\"0x80048306\",\"message\":\"Principal user (Id=3c8b5d6e-0a1f-4f7e-9c55-1b0e6a7d2f31, type=8) is missing prvReadLead privilege\"}}|0x80048306: Principal user (Id=***, type=8) is missing prvReadLead privilege",
                "{\"error\":\"invalid_grant\",\"error_description\":\"expired access/refresh token\"}|invalid_grant: expired access/refresh token",
                "{\"error\":\"Call +49 30 1234567 or mail jane.doe@example.com\"}|Call *** or mail ***",
                "{\"error\":\"Bearer pat-na1-11112222-3333-4444-5555-666677778888 is revoked\"}|Bearer *** is revoked"
            })
    void its_codes_and_words_without_people_and_tokens(String body, String words) {
        assertThat(CrmErrorText.of(new OutsideAnswer(401, body, null))).isEqualTo(" It says: \"" + words + "\".");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"<html>Access denied for jane@example.com</html>", "{}", "[]", "null", "7", "{\"message\":null}"})
    void nothing_where_it_says_nothing(String body) {
        assertThat(CrmErrorText.of(new OutsideAnswer(401, body, null))).isEmpty();
    }

    @Test
    void at_most_some_words() {
        String body = "{\"message\":\"" + "word ".repeat(1_000) + "\"}";
        assertThat(CrmErrorText.of(new OutsideAnswer(403, body, null))).hasSizeLessThan(300);
    }
}
