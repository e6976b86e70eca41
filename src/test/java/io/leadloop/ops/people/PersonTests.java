package io.leadloop.ops.people;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
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
        "' ',,DE,,Give a mail address",
        ",,,null,CRM id is a placeholder",
        ",,,{{contact.id}},CRM id is a placeholder"
    })
    void what_cannot_be_read_is_said_and_not_repeated(
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country,
            @Nullable String crmId,
            String words) {
        assertThat(problem(email, phone, country, crmId)).contains(words).doesNotContain("nomail", "0151", "hello");
    }

    @Test
    void a_record_is_looked_for_in_every_spelling_and_a_mail_that_names_one_too() {
        Set<String> records = new Person("jane@example.com", null, null, "00Q000000000001", null)
                .sought(it -> it.contains("@") ? Set.of(it, "mail-1") : Set.of(it, it + "EAA"))
                .crmIds();
        assertThat(records)
                .containsExactlyInAnyOrder("00Q000000000001", "00Q000000000001EAA", "jane@example.com", "mail-1");
    }

    @ParameterizedTest
    @CsvSource({"Jane.Doe@example.com,,,", ",+49 151 23456789,,", ",0049151/23456789,,", ",0151/23456789,de,", ",,,L-1"
    })
    void what_can_be_read_is_looked_for(
            @Nullable String email, @Nullable String phone, @Nullable String country, @Nullable String crmId) {
        assertThat(problem(email, phone, country, crmId)).isNull();
    }
}
