package io.leadloop.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.secret.SecretBox;
import io.leadloop.support.StoryTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person who was forgotten stays so when the encryption key is replaced and the former one is named. */
@StoryTest
class ErasedBeforeTheKeyWasReplacedStoryTests {

    private static final String OLD = key("0123456789012345678901234567890A");
    private static final String NEW = key("0123456789012345678901234567890B");

    private static final ExternalId PERSON = ExternalId.lead("rotated", "4711");
    private static final ExternalId DEAL = ExternalId.deal("rotated", "9");

    @Autowired
    JdbcClient jdbc;

    private static String key(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
    }

    private ErasedRecords with(String key, String... former) {
        return new ErasedRecords(jdbc, new SecretBox(key, List.of(former)));
    }

    @Test
    void a_late_retry_of_the_crm_does_not_bring_them_back() {
        Instant then = Instant.parse("2026-10-01T00:00:00Z");
        with(OLD).add(List.of(PERSON), then);
        with(OLD).rememberToldWins(List.of(DEAL), then);
        ErasedRecords both = with(NEW, OLD);
        assertThat(both.among(List.of(PERSON, DEAL))).containsExactly(PERSON);
        assertThat(both.toldWinsAmong(List.of(DEAL))).containsExactly(DEAL);
        assertThat(with(NEW).among(List.of(PERSON)))
                .as("without the former key")
                .isEmpty();
        both.forgetToldWins(List.of(DEAL));
        assertThat(both.toldWinsAmong(List.of(DEAL))).isEmpty();
        jdbc.sql("delete from leadloop.erased_record where fingerprint = any(:prints)")
                .param(
                        "prints",
                        new SecretBox(OLD, List.of())
                                .fingerprints(PERSON.toString())
                                .toArray(String[]::new))
                .update();
    }
}
