package io.leadloop.imports;

import io.leadloop.database.SqlArray;
import io.leadloop.imports.FileImport.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The imports under way and the node that works on them: one import at a time, under a lease that each batch renews. */
@Repository
class RunningImports {

    /** A node that says nothing for so long is dead, and another goes on where it stood. */
    static final Duration LEASE = Duration.ofSeconds(30);

    private static final int PAGE = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    RunningImports(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A row that cannot be taken. */
    record BadRow(long line, String reason) {}

    /** What a batch adds to an import. */
    record Progress(int records, long line, int good, int known, List<BadRow> bad) {}

    /** Takes the import that waits longest, unless a living node has it. */
    Optional<FileImport> claim(String node) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        update leadloop.file_import set node = :node, lease_until = :until::timestamptz
                        where id = (select id from leadloop.file_import where state in ('CHECKING', 'IMPORTING')
                                order by started_at limit 1)
                          and (lease_until is null or lease_until <= :now::timestamptz or node = :node)
                        returning *
                        """)
                .param("node", node)
                .param("now", now.toString())
                .param("until", now.plus(LEASE).toString())
                .query(FileImports::read)
                .optional();
    }

    /** Adds a batch and renews the lease; false when the import was cancelled or another node has it. */
    boolean advance(UUID id, String node, Progress progress) {
        int advanced = jdbc.sql("""
                        update leadloop.file_import set position = position + :records, line = :line,
                            good = good + :good, known = known + :known, bad = bad + :bad,
                            lease_until = :until::timestamptz
                        where id = :id::uuid and node = :node and state in ('CHECKING', 'IMPORTING')
                        """)
                .param("id", id.toString())
                .param("node", node)
                .param("records", progress.records())
                .param("line", progress.line())
                .param("good", progress.good())
                .param("known", progress.known())
                .param("bad", progress.bad().size())
                .param("until", clock.instant().plus(LEASE).toString())
                .update();
        if (advanced > 0 && !progress.bad().isEmpty()) {
            jdbc.sql("""
                            insert into leadloop.file_import_bad_row (import_id, line, reason)
                            select :id::uuid, line, reason from unnest(:lines::bigint[], :reasons::text[]) as t(line, reason)
                            """)
                    .param("id", id.toString())
                    .param("lines", SqlArray.of(progress.bad(), BadRow::line))
                    .param("reasons", SqlArray.of(progress.bad(), BadRow::reason))
                    .update();
        }
        return advanced > 0;
    }

    /** Ends it: a dry run waits for the person again. False when the import is not this node's any more. */
    boolean finish(UUID id, String node, State state, @Nullable String failure) {
        return jdbc.sql("""
                                update leadloop.file_import set state = :state, failure = :failure,
                                    checked_at = case when :state = 'UPLOADED' then :now::timestamptz end,
                                    finished_at = :now::timestamptz, node = null, lease_until = null
                                where id = :id::uuid and node = :node and state in ('CHECKING', 'IMPORTING')
                                """)
                        .param("id", id.toString())
                        .param("node", node)
                        .param("state", state.name())
                        .param("failure", failure)
                        .param("now", clock.instant().toString())
                        .update()
                > 0;
    }

    void forgetBadRows(UUID id) {
        jdbc.sql("delete from leadloop.file_import_bad_row where import_id = :id::uuid")
                .param("id", id.toString())
                .update();
    }

    /** Why rows are bad, the most frequent reason first. */
    List<BadReason> reasons(UUID id, int most) {
        return jdbc.sql("""
                        select reason, count(*), min(line) from leadloop.file_import_bad_row
                        where import_id = :id::uuid group by reason order by count(*) desc, min(line) limit :most
                        """)
                .param("id", id.toString())
                .param("most", most)
                .query((row, n) -> new BadReason(row.getString(1), row.getLong(2), row.getLong(3)))
                .list();
    }

    /** The bad rows after a line, in the order of the file. */
    List<BadRow> badRows(UUID id, long afterLine, int most) {
        return jdbc.sql("""
                        select line, reason from leadloop.file_import_bad_row
                        where import_id = :id::uuid and line > :after order by line limit :most
                        """)
                .param("id", id.toString())
                .param("after", afterLine)
                .param("most", most)
                .query((row, n) -> new BadRow(row.getLong(1), row.getString(2)))
                .list();
    }

    /** All bad rows, page by page. */
    void eachBadRow(UUID id, BiConsumer<Long, String> taker) {
        List<BadRow> page = badRows(id, 0, PAGE);
        while (!page.isEmpty()) {
            page.forEach(it -> taker.accept(it.line(), it.reason()));
            page = badRows(id, page.get(page.size() - 1).line(), PAGE);
        }
    }
}
