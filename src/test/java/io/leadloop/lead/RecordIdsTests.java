package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a value in the place of a record's id really is (docs/identity.md; cases A3, A8). */
class RecordIdsTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "null",
                "NULL",
                "undefined",
                "(not set)",
                "not set",
                "none",
                "N/A",
                "na",
                "nan",
                "nil",
                "[object Object]",
                "0",
                "-",
                "#N/A",
                "#REF!",
                "#VALUE!",
                "true",
                "FALSE",
                "{{contact.id}}",
                "${id}",
                "%%id%%",
                "[[id]]",
                "<id>",
                "'null",
                "\u00a0null\u200b",
                "a\u0007b"
            })
    void is_none_where_it_stands_for_nothing(String value) {
        assertThat(RecordIds.meant(value)).isNull();
    }

    @Test
    void is_none_where_nothing_came() {
        assertThat(RecordIds.meant(null)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"00Q5g00000ABCDE, 00Q5g00000ABCDE", "000124, 000124", "'  42\u200b', 42", "10, 10", "nullable, nullable"
    })
    void is_itself_without_what_forms_put_around_it(String value, String id) {
        assertThat(RecordIds.meant(value)).isEqualTo(id);
    }

    @Test
    void loses_the_apostrophe_of_a_spreadsheet() {
        assertThat(RecordIds.meant("'000124")).isEqualTo("000124");
        assertThat(RecordIds.meant(" ' 000124 ")).isEqualTo("000124");
    }

    @Test
    void has_255_characters_at_most() {
        assertThat(RecordIds.meant("x".repeat(255))).hasSize(255);
        assertThat(RecordIds.meant("x".repeat(256))).isNull();
    }

    /** Neither may rest in clear; the hashes are those of the platforms: anna@example.com, +14155552671. */
    @Test
    void is_a_hash_where_a_mailbox_or_a_phone_stands() {
        String mail = ContactHasher.sha256("anna@example.com").substring(0, 24);
        assertThat(RecordIds.meant("Anna@Example.com")).isEqualTo("mail-" + mail);
        assertThat(RecordIds.meant("mailto:anna@example.com")).isEqualTo("mail-" + mail);
        String phone = ContactHasher.sha256("+14155552671").substring(0, 24);
        assertThat(RecordIds.meant("+1 (415) 555-2671")).isEqualTo("phone-" + phone);
        assertThat(RecordIds.meant("tel:+14155552671")).isEqualTo("phone-" + phone);
    }

    @Test
    void is_none_where_a_phone_can_be_nobodys() {
        assertThat(RecordIds.meant("+0000000000000000000")).isNull();
    }

    @Test
    void is_refused_in_words_for_a_person() {
        assertThat(new NotARecordId("Nine digits are no id.").words()).isEqualTo("Nine digits are no id.");
    }

    @Test
    void the_formula_that_keeps_zeros_in_a_spreadsheet_is_no_part_of_an_id() {
        assertThat(RecordIds.meant("=\"00124\"")).isEqualTo("00124");
        assertThat(RecordIds.meant("=\"\"")).isNull();
    }
}
