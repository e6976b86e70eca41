package io.leadloop.destination.microsoftads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Microsoft's errors by name, else by number (page "Operation error codes"). */
class MicrosoftAdsErrorTests {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'ErrorCode':'InternalError'} | LATER | InternalError",
                "{'ErrorCode':'CallRateExceeded','Code':5604} | TOO_MANY | CallRateExceeded",
                "{'ErrorCode':'SomethingNew','Code':0} | ROW | SomethingNew",
                "{'ErrorCode':'SomethingNew','Code':5606} | GOAL | SomethingNew",
                "{'ErrorCode':'SomethingNew'} | ROW | SomethingNew",
                "{'Code':0} | LATER | 0",
                "{'Code':117} | TOO_MANY | 117",
                "{'Code':5604} | ROW | 5604",
                "{'Code':5614} | IN_FUTURE | 5614",
                "{} | UNREADABLE | UNEXPECTED_ANSWER"
            })
    void are_classed(String error, MicrosoftAdsError kind, String code) throws JsonProcessingException {
        var read = new ObjectMapper().readTree(error.replace('\'', '"'));
        assertThat(MicrosoftAdsError.of(read)).isEqualTo(kind);
        assertThat(MicrosoftAdsError.code(read)).isEqualTo(code);
    }
}
