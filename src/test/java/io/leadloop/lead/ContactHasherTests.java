package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.lead.HashedContact.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The platforms' published vectors (facts: vectors of Google, Microsoft and Meta), and what must not be hashed. */
class ContactHasherTests {

    @ParameterizedTest
    @CsvSource({
        "'  ALEXZ@example.com   ', 509e933019bb285a134a9334b8bb679dff79d0ce023d529af4bd744d47b4fd8a",
        "Cloudy.SanFrancisco+shopping@googlemail.com, 332ed5427d17deb381928a719533e85046d68d7e45553abb805852b7d631fcb7",
        "j.e.f..ferson.Loves.hiking@gmail.com, 515d2f967f73864e76937ab2b897210a86fd286016903b1b08c3da07c75f513e",
        "user.name+NYC@Example.com, f109a2a632fbcea5fc82049f50beed3d8621bf9034399f437fb622222acccdac",
        "alex.2+myalias@gmail.com, 3663dbed96fe29729d2e1ba646b09559bb3dec9c73124bb70a3bea135ee5546b",
        "QuinnY@example.com, d00d0a7c6d491b3782fd78b410748048859e16467faa0651f060978d4bb343cc"
    })
    void google_strips_dots_and_suffix_of_its_own_mail_only(String email, String hash) {
        assertThat(ContactHasher.hash(email, null, null).emailGmailStripped()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "'  John.Doe+promo@Contoso.com ', 7272c6a41efa18b518d5789e2336282715b23c50a51cc2890643bdaa97b96840",
        "user.name+NYC@Example.com, 795bcb4bf560f9867afb3de2d0d3a94976324007c45ea099ec14e90231540547",
        "john@contoso.com, ec81f3ac7b2b19675bab9d54cf416f9f18cff87c97da5cca82c0f0891bc40602"
    })
    void microsoft_strips_dots_and_suffix_everywhere(String email, String hash) {
        assertThat(ContactHasher.hash(email, null, null).emailAllStripped()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "'  foo@foo.com  ', c3a4e32134f513530996852c6fa1b0856972414a2b993bc252f936a27c6cdf1a",
        "' ALICE_abc@gmail.com ', 848a771458438fc2ec420560d769fb9b9b86851ee338ec56517baabd79d3bb4f"
    })
    void meta_and_tiktok_only_trim_and_lower(String email, String hash) {
        assertThat(ContactHasher.hash(email, null, null).email()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "+1 800-555-0100,, fb4f73a6ec5fdb7077d564cdd22c3554b43ce49168550c3b12c547b78c517b30",
        "+1 (800) 555-0102,, c5383c2eeada28210d27f011bc127d4f9562cf38ff0c9bba33dd45ae79b9fe7c",
        "(650) 555-1212, US, 1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
        "1-650-555   - 1212 x450, US, 1e231c66011e7a2d867a9cfae267a6aff103cf4913640b6e71a99850fc0ffbc8",
        "+44 20 7946 0958,, f0bf0228144d9fe2bdf1da2d8ca698f17bf1410ee688b075c27062e47b6f0b6d"
    })
    void google_and_tiktok_hash_the_phone_with_its_plus(String phone, String region, String hash) {
        assertThat(ContactHasher.hash(null, phone, region).phoneE164()).isEqualTo(hash);
    }

    @ParameterizedTest
    @CsvSource({
        "+1 (650) 555-1212,, e323ec626319ca94ee8bff2e4c87cf613be6ea19919ed1364124e16807ab3176",
        "+1 (616) 954-78 88,, bb2fa2e6d2cea4746530c99686d0c7886ab2019875dca2d7e9e171c0e6ada00d",
        "+33 1 42 86 83 26,, 071b35d5b6de81e40088fd797bfad57ad5af83dafd1406b141b4affa5be9234a",
        "0044 20 7946 0958,, 35e206e5dec4c89b9e8b71b8c32724a5bb518483ac5a20c6617d738375b3b823"
    })
    void meta_hashes_the_digits_without_the_plus(String phone, String region, String hash) {
        assertThat(ContactHasher.hash(null, phone, region).phoneDigits()).isEqualTo(hash);
    }

    /** Vector of Reddit's manual advanced matching page (facts: meta-tiktok-openai, 2026-11-26). */
    @ParameterizedTest
    @CsvSource({
        "Al.ice$+Apple@Example.Com, ff8d9819fc0e12bf0d24892e45987e249a28dce836a85cad60e28eaaa8c6d976",
        "alice@example.com, ff8d9819fc0e12bf0d24892e45987e249a28dce836a85cad60e28eaaa8c6d976",
        "al_ic-e@example.com, ff8d9819fc0e12bf0d24892e45987e249a28dce836a85cad60e28eaaa8c6d976"
    })
    void reddit_keeps_letters_and_digits_of_the_name_only(String email, String hash) {
        assertThat(ContactHasher.hash(email, null, null).emailLetters()).isEqualTo(hash);
    }

    @Test
    void reddit_gets_an_underscore_out_of_the_name_too() {
        assertThat(ContactHasher.hash("john_doe@example.com", null, null).emailLetters())
                .isEqualTo(ContactHasher.sha256("johndoe@example.com"));
        assertThat(ContactHasher.hash("+_@example.com", null, null).emailLetters())
                .isEqualTo(ContactHasher.sha256("+_@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.com",
                "anna@example.com\u00a0",
                "\ufeffanna@example.com",
                "an\u200bna@exam\u00a0ple.com",
                "anna@example.com\r\n",
                "\uff41nna\uff20example\uff0ecom",
                "mailto:Anna@Example.com",
                "Anna Example <anna@example.com>",
                "\"anna@example.com\"",
                "'anna@example.com",
                "anna@example.com;",
                "\u2066anna@example.com\u2069"
            })
    void a_mail_is_read_through_what_nobody_sees(String email) {
        HashedContact contact = ContactHasher.hash(email, null, null);
        assertThat(contact.email()).isEqualTo(ContactHasher.sha256("anna@example.com"));
        assertThat(contact.emailFault()).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+12133734253",
                "(+1)2133734253",
                "(+1) 213-373-4253",
                "tel:+1-213-373-4253",
                "TEL:+1-213-373-4253;ext=5",
                "\uff0b12133734253",
                "\uff0b\uff11\uff12\uff11\uff13\uff13\uff17\uff13\uff14\uff12\uff15\uff13",
                "\u202a+1 (213) 373\u201142\u200b53\u202c",
                "+1\u00a0213\u00a0373\u00a04253\n",
                "001 213 373 4253",
                "+001 213 373 4253",
                "'+12133734253",
                "p:+12133734253"
            })
    void a_phone_is_read_as_it_is_meant(String phone) {
        HashedContact contact = ContactHasher.hash(null, phone, null);
        assertThat(contact.phoneE164()).isEqualTo(ContactHasher.sha256("+12133734253"));
        assertThat(contact.phoneDigits()).isEqualTo(ContactHasher.sha256("12133734253"));
        assertThat(contact.phoneFault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"a b@x.com", "TEST", "@b.c", "a@b"})
    void what_is_no_mail_address_gives_no_hash_and_is_named(String email) {
        HashedContact contact = ContactHasher.hash(email, null, null);
        assertThat(contact.isEmpty()).isTrue();
        assertThat(contact.emailAllStripped()).isNull();
        assertThat(contact.emailLetters()).isNull();
        assertThat(contact.emailFault()).isEqualTo(Fault.UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "n/a", "-", "{{contact.email}}", "\u200b"})
    void where_nothing_is_said_nothing_is_wrong(String nothing) {
        assertThat(ContactHasher.hash(nothing, nothing, null)).isEqualTo(HashedContact.NONE);
    }

    @Test
    void a_local_number_without_a_country_gives_no_hash_and_says_what_is_missing() {
        HashedContact contact = ContactHasher.hash(null, "650 555 1212", null);
        assertThat(contact.phoneE164()).isNull();
        assertThat(contact.phoneFault()).isEqualTo(Fault.NO_COUNTRY);
        assertThat(ContactHasher.hash(null, "650 555 1212", "US").phoneFault()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"+1234,", "call me,", "12,", "+999999999999999999,", "650 555 1212 99 99 99, US"})
    void what_is_no_number_is_named_too(String phone, String region) {
        assertThat(ContactHasher.hash(null, phone, region).phoneFault()).isEqualTo(Fault.UNREADABLE);
    }

    @Test
    void a_hash_passes_as_it_is() {
        String hash = "b".repeat(64);
        assertThat(ContactHasher.hash(" " + hash.toUpperCase(java.util.Locale.ROOT) + " ", null, null)
                        .email())
                .isEqualTo(hash);
    }

    @Test
    void a_suffix_without_a_name_before_it_is_the_name() {
        assertThat(ContactHasher.hash("+x.y@gmail.com", null, null).emailGmailStripped())
                .isEqualTo(ContactHasher.sha256("+xy@gmail.com"));
    }

    /** Everybody's extension 12 in Germany would be one person. */
    @Test
    void a_number_without_its_area_code_is_nobodys() {
        HashedContact contact = ContactHasher.hash(null, "12", "DE");
        assertThat(contact.phoneE164()).isNull();
        assertThat(contact.phoneFault()).isEqualTo(HashedContact.Fault.UNREADABLE);
    }
}
