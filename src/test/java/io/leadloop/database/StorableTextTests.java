package io.leadloop.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Text of somebody else's making on its way into a column. */
class StorableTextTests {

    @Test
    void ordinary_text_is_the_same_text() {
        String text = "Grüße, \uD83D\uDE80\n\u0001 done";
        assertThat(StorableText.of(text)).isSameAs(text);
        assertThat(StorableText.of(text, text.length())).isSameAs(text);
        assertThat(StorableText.of("")).isEmpty();
    }

    @Test
    void a_nul_and_half_of_a_pair_leave_a_mark_wherever_they_stand() {
        assertThat(StorableText.of("\0a\0")).isEqualTo("\uFFFDa\uFFFD");
        assertThat(StorableText.of("\uD83D")).isEqualTo("\uFFFD");
        assertThat(StorableText.of("\uDE80\uD83D")).isEqualTo("\uFFFD\uFFFD");
        assertThat(StorableText.of("\uD83D\uD83D\uDE80\uDE80")).isEqualTo("\uFFFD\uD83D\uDE80\uFFFD");
        assertThat(StorableText.of("\0\uD83D\uDE80")).isEqualTo("\uFFFD\uD83D\uDE80");
    }

    @Test
    void what_is_too_long_is_cut_and_says_so() {
        assertThat(StorableText.of("123456789", 8)).isEqualTo("12345...");
        assertThat(StorableText.of("12345678", 8)).isEqualTo("12345678");
        assertThat(StorableText.of("123\0\0\0\0\0\0", 8)).isEqualTo("123\uFFFD\uFFFD...");
    }

    @Test
    void no_pair_is_cut_in_two() {
        assertThat(StorableText.of("1234\uD83D\uDE8078", 7)).isEqualTo("1234...");
        assertThat(StorableText.of("1234\uD83D\uDE80789", 8)).isEqualTo("1234...");
        assertThat(StorableText.of("1234\uD83D\uDE807890", 9)).isEqualTo("1234\uD83D\uDE80...");
    }
}
