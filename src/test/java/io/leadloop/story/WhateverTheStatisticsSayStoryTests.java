package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.StoryTest;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** PostgreSQL chooses plans by statistics that are old when a burst comes; what a hot statement reads must not depend on it. */
@StoryTest
class WhateverTheStatisticsSayStoryTests {

    private static final Pattern BUFFERS = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");
    /** A claim of 100 looks at some pages of two indexes and of the table for each event; dead rows of the other case count too. */
    private static final long MOST_FOR_A_CLAIM = 10_000;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @ParameterizedTest
    @ValueSource(strings = {"taken while nothing waited", "taken while all of them waited"})
    void a_claim_reads_no_more_with_two_hundred_thousand_events_waiting(String statistics) {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            status.setRollbackOnly();
            boolean isOld = statistics.contains("nothing");
            if (isOld) {
                jdbc.sql("analyze leadloop.inbox_message").update();
            }
            jdbc.sql("""
                            insert into leadloop.inbox_message (source, delivery_key, ordering_key, state, payload, due_at,
                                received_at, origin)
                            select 'generic', 'plan-' || i, 'plan-record-' || i / 2, 'WAITING', '\\x00', now() - interval '1 day',
                                now(), 'WEBHOOK'
                            from generate_series(1, 200000) i
                            """).update();
            if (!isOld) {
                jdbc.sql("analyze leadloop.inbox_message").update();
            }
            assertThat(buffers("select * from leadloop.inbox_claim(now(), 100)"))
                    .isLessThan(MOST_FOR_A_CLAIM);
            assertThat(jdbc.sql("select id from leadloop.inbox_claim(now(), 100)")
                            .query(Long.class)
                            .list())
                    .hasSize(100);
        });
    }

    private long buffers(String statement) {
        List<String> plan = jdbc.sql("explain (analyze, buffers) " + statement)
                .query(String.class)
                .list();
        return plan.stream()
                .map(BUFFERS::matcher)
                .filter(Matcher::find)
                .mapToLong(it -> Stream.of(it.group(1), it.group(2))
                        .filter(group -> group != null)
                        .mapToLong(Long::parseLong)
                        .sum())
                .max()
                .orElseThrow();
    }
}
