package io.leadloop.conversion;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** An answer on its way into the ledger. */
class UploadResultTests {

    @Test
    void can_be_stored_whatever_it_was_made_of() {
        UploadResult result = UploadResult.of(Outcome.REJECTED, "c\0", "m\uD83D")
                .under("r\0")
                .sent("s\0")
                .answered("a\0");
        assertThat(result)
                .isEqualTo(UploadResult.of(Outcome.REJECTED, "c\uFFFD", "m\uFFFD")
                        .under("r\uFFFD")
                        .sent("s\uFFFD")
                        .answered("a\uFFFD"));
    }

    /** An index of PostgreSQL holds keys of 2,700 bytes at most. */
    @Test
    void is_bounded() {
        String endless = "x".repeat(5_000);
        UploadResult result = UploadResult.of(Outcome.REJECTED, endless, endless)
                .under(endless)
                .sent(endless)
                .answered(endless);
        assertThat(result.code()).hasSize(200).endsWith("...");
        assertThat(result.receipt()).hasSize(200);
        assertThat(result.message()).hasSize(4_000).endsWith("...");
        assertThat(result.request()).hasSize(4_000);
        assertThat(result.answer()).hasSize(4_000);
    }

    @Test
    void may_have_no_evidence() {
        UploadResult result =
                UploadResult.of(Outcome.ACCEPTED, "OK", "taken").sent(null).answered(null);
        assertThat(result.receipt()).isNull();
        assertThat(result.request()).isNull();
        assertThat(result.answer()).isNull();
    }
}
