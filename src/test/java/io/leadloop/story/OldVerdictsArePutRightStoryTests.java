package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Requests whose later verdict was stored when Google's recordCount was taken for what counts (until 2026-11-26). */
@StoryTest
class OldVerdictsArePutRightStoryTests {

    @Autowired
    JdbcClient jdbc;

    /** googleapis, request_status_per_destination.proto: record_count is the total of the request. */
    @Test
    void by_their_stored_reasons_with_the_warnings_apart() throws IOException {
        stored("old-failed", 10, "FAILED", "{\"INVALID_GCLID\": 10}");
        stored("old-partial", 10, "PARTIAL_SUCCESS", "{\"EVENT_TOO_OLD\": 3, \"PROCESSING_WARNING_REASON_X\": 2}");
        stored("old-unnamed", 10, "PARTIAL_SUCCESS", "{}");
        stored("old-success", 10, "SUCCESS", "{\"PROCESSING_WARNING_REASON_X\": 4}");
        stored("old-unknown", 10, "UNKNOWN", "{}");
        migrate();
        assertThat(told("old-failed")).isEqualTo("0 {\"INVALID_GCLID\": 10} {} NOT_COUNTED");
        assertThat(told("old-partial")).isEqualTo("7 {\"EVENT_TOO_OLD\": 3} {\"X\": 2} UNCLEAR");
        assertThat(told("old-unnamed")).isEqualTo("9 {\"UNNAMED\": 1} {} UNCLEAR");
        assertThat(told("old-success")).isEqualTo("10 {} {\"X\": 4} COUNTED");
        assertThat(told("old-unknown")).isEqualTo("null {} {} UNCLEAR");
        jdbc.sql("delete from leadloop.platform_request where receipt like 'old-%'")
                .update();
    }

    private void stored(String receipt, int conversions, String state, String reasons) {
        jdbc.sql("""
                        insert into leadloop.platform_request
                            (destination, receipt, conversions, sent_at, state, counted, reasons)
                        values ('google-ads', :receipt, :conversions, '2026-09-20T10:00:00Z', :state, :conversions,
                            :reasons::jsonb)
                        """)
                .param("receipt", receipt)
                .param("conversions", conversions)
                .param("state", state)
                .param("reasons", reasons)
                .update();
    }

    private String told(String receipt) {
        return jdbc.sql("""
                        select coalesce(r.counted::text, 'null') || ' ' || r.reasons::text || ' ' || r.warnings::text || ' '
                            || v.verdict
                        from leadloop.platform_request r join leadloop.v_verdict v using (destination, receipt)
                        where receipt = :receipt
                        """).param("receipt", receipt).query(String.class).single();
    }

    /** The migration's own statements; the schema that it makes is there already. */
    private void migrate() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/db/migration/V021__answers_that_are_theirs.sql")) {
            String script = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            Arrays.stream(script.replaceAll("(?m)^--.*$", "").split(";\\s*\\n"))
                    .map(String::strip)
                    .filter(it -> it.startsWith("update platform_request"))
                    .forEach(it -> jdbc.sql(it.replace("update platform_request", "update leadloop.platform_request"))
                            .update());
        }
    }
}
