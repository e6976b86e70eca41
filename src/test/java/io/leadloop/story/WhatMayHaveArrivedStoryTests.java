package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionChains;
import io.leadloop.conversion.ConversionLedger.Answer;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.UploadResult;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What the ledger makes of an attempt: whether the platform may have what was sent. */
class WhatMayHaveArrivedStoryTests extends OneConversion {

    @Autowired
    ConversionChains chains;

    @Autowired
    TransactionTemplate transaction;

    private void answered(Conversion row, Outcome outcome, String code, String answer) {
        Map<UUID, Integer> opened = ledger.open(List.of(row.id()), clock.instant());
        assertThat(opened).containsKey(row.id());
        UploadResult result = UploadResult.of(outcome, code, "It said so.").answered(answer);
        ledger.close(List.of(new Answer(row.id(), opened.get(row.id()), result, false)), clock.instant());
    }

    private boolean mayBeThere(Conversion row) {
        return Boolean.TRUE.equals(transaction.execute(
                status -> chains.lockOf(List.of(row.lead()), List.of()).get(0).mayBeThere()));
    }

    private boolean isOfUnknownFate(Conversion row) {
        return !ledger.mayHaveArrivedBefore(List.of(row.id()), clock.instant().plusSeconds(1))
                .isEmpty();
    }

    /**
     * Codes by facts/platforms: Meta's throttle is a 400, TikTok's a code in a 200; 408 and 409 leave open what was done (RFC 9110,
     * 15.5.9 and 15.5.10).
     */
    @ParameterizedTest
    @CsvSource({
        "REJECTED, INVALID_EVENT,     HTTP 400 bad,       false",
        "REJECTED, UNEXPECTED_ANSWER, HTTP 200 what,      true",
        "BLOCKED,  190,               HTTP 401 token,     false",
        "RETRY,    NOT_REACHED,       ,                   false",
        "RETRY,    NOT_SENT,          ,                   false",
        "RETRY,    TOKEN_ENDPOINT,    ,                   false",
        "RETRY,    HTTP_429,          ,                   false",
        "RETRY,    HTTP_503,          ,                   false",
        "RETRY,    RESOURCE_EXHAUSTED, HTTP 429 later,    false",
        "RETRY,    UNAVAILABLE,       HTTP 503 later,     false",
        "RETRY,    80004,             HTTP 400 throttled, false",
        "RETRY,    40100,             HTTP 200 throttled, false",
        "RETRY,    50000,             HTTP 200 trouble,   true",
        "RETRY,    HTTP_408,          HTTP 408 slow,      true",
        "RETRY,    HTTP_409,          HTTP 409 other,     true",
        "RETRY,    HTTP_500,          HTTP 500 trouble,   true",
        "RETRY,    UNEXPECTED_ANSWER, HTTP 400 what,      true",
        "RETRY,    NO_ANSWER,         ,                   true"
    })
    void an_answer_says_whether_it_was_taken(Outcome outcome, String code, String answer, boolean mayBeThere) {
        Conversion row = planned("answer-" + outcome + code + mayBeThere);
        answered(row, outcome, code, answer);
        assertThat(mayBeThere(row)).isEqualTo(mayBeThere);
        assertThat(isOfUnknownFate(row)).isEqualTo(mayBeThere);
    }

    @Test
    void an_attempt_without_an_answer_may_have_arrived() {
        Conversion row = planned("no-answer");
        ledger.open(List.of(row.id()), clock.instant());
        assertThat(mayBeThere(row)).isTrue();
        assertThat(isOfUnknownFate(row)).isTrue();
    }

    @Test
    void one_silence_among_refusals_is_enough() {
        Conversion row = planned("once-silent");
        answered(row, Outcome.RETRY, "NO_ANSWER", null);
        answered(row, Outcome.RETRY, UploadResult.NOT_REACHED, null);
        assertThat(mayBeThere(row)).isTrue();
        assertThat(isOfUnknownFate(row)).isTrue();
    }
}
