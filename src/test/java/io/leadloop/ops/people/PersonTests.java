package io.leadloop.ops.people;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person says of themselves, and whether it can be looked for at all. */
class PersonTests {

    private static @Nullable String problem(
            @Nullable String email, @Nullable String phone, @Nullable String country, @Nullable String crmId) {
        return new Person(email, phone, country, crmId, null).problem();
    }

    @ParameterizedTest
    @CsvSource({
        "nomail,,,,mail address cannot be read",
        ",0151/23456789,,,phone cannot be read",
        ",4915123456789,,,its country's code (+49",
        ",hello,DE,,phone cannot be read",
        "jane@example.com,0151 23456789,,,phone cannot be read",
        ",0151 23456789,Germany,,country is not",
        ",0151 23456789,XX,,country is not",
        ",,,,Give a mail address",
        "' ',,DE,,Give a mail address"
    })
    void what_cannot_be_read_is_said_and_not_repeated(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String crmId,
            String words) {
        assertThat(problem(email, phone, country, crmId)).contains(words).doesNotContain("nomail", "0151", "hello");
    }

    @ParameterizedTest
    @CsvSource({"Jane.Doe@example.com,,,", ",+49 151 23456789,,", ",0049151/23456789,,", ",0151/23456789,de,", ",,,L-1"
    })
    void what_can_be_read_is_looked_for(
            @Nullable String email, @Nullable String phone, @Nullable String country, @Nullable String crmId) {
        assertThat(problem(email, phone, country, crmId)).isNull();
    }
}
