package io.leadloop.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.imports.FileImport.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of imports, for pages and REST. */
@Repository
class FileImports {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final JdbcClient jdbc;

    FileImports(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void begin(UUID id, String name, ImportOptions answers, String who, Instant now) {
        jdbc.sql("""
                        insert into leadloop.file_import (id, name, state, answers, uploaded_by, uploaded_at)
                        values (:id::uuid, :name, 'UPLOADING', :answers::jsonb, :who, :now::timestamptz)
                        """)
                .param("id", id.toString())
                .param("name", name)
                .param("answers", json(answers))
                .param("who", who)
                .param("now", now.toString())
                .update();
    }

    void uploaded(UUID id, long bytes, long lines) {
        jdbc.sql("""
                        update leadloop.file_import set state = 'UPLOADED', bytes = :bytes, lines = :lines
                        where id = :id::uuid
                        """)
                .param("id", id.toString())
                .param("bytes", bytes)
                .param("lines", lines)
                .update();
    }

    void recognised(UUID id, FileKind kind, String told) {
        jdbc.sql("update leadloop.file_import set kind = :kind, told = :told where id = :id::uuid")
                .param("id", id.toString())
                .param("kind", kind.name())
                .param("told", told)
                .update();
    }

    /** Removes an import with its file and bad rows. */
    void delete(UUID id) {
        jdbc.sql("delete from leadloop.file_import where id = :id::uuid")
                .param("id", id.toString())
                .update();
    }

    /** What a person said of the file; figures of an earlier dry run do not hold any more. False when it is too late. */
    boolean answer(UUID id, ImportOptions answers, List<String> meanings) {
        return jdbc.sql("""
                                update leadloop.file_import set answers = :answers::jsonb, meanings = :meanings,
                                    checked_at = null, good = 0, known = 0, bad = 0, position = 0, line = 0,
                                    started_at = null, finished_at = null, forecast = null
                                where id = :id::uuid and state = 'UPLOADED'
                                """)
                        .param("id", id.toString())
                        .param("answers", json(answers))
                        .param("meanings", meanings.toArray(String[]::new))
                        .update()
                > 0;
    }

    /** Lets a dry run or the import begin at the first row. False when it is not waiting for that. */
    boolean start(UUID id, State running, String who, Instant now) {
        return jdbc.sql("""
                                update leadloop.file_import set state = :state, started_by = :who,
                                    started_at = :now::timestamptz, finished_at = null, checked_at = null,
                                    position = 0, line = 0, good = 0, known = 0, bad = 0, node = null, lease_until = null
                                where id = :id::uuid and state = 'UPLOADED'
                                """)
                        .param("id", id.toString())
                        .param("state", running.name())
                        .param("who", who)
                        .param("now", now.toString())
                        .update()
                > 0;
    }

    /** Ends it wherever it stands; an import that was only tried or looked at waits again. False when it is over. */
    boolean cancel(UUID id, Instant now) {
        return jdbc.sql("""
                                update leadloop.file_import
                                set state = case when state = 'CHECKING' then 'UPLOADED' else 'CANCELLED' end,
                                    finished_at = :now::timestamptz, node = null, lease_until = null
                                where id = :id::uuid and state in ('UPLOADED', 'CHECKING', 'IMPORTING')
                                """)
                        .param("id", id.toString())
                        .param("now", now.toString())
                        .update()
                > 0;
    }

    /** What the last dry run found; empty where there was none since the last change of the answers. */
    Optional<ImportForecast.Result> forecast(UUID id) {
        return jdbc.sql("select forecast from leadloop.file_import where id = :id::uuid and forecast is not null")
                .param("id", id.toString())
                .query(String.class)
                .optional()
                .map(FileImports::forecast);
    }

    void forecast(UUID id, ImportForecast.Result result) {
        try {
            jdbc.sql("update leadloop.file_import set forecast = :forecast::jsonb where id = :id::uuid")
                    .param("id", id.toString())
                    .param("forecast", JSON.writeValueAsString(result))
                    .update();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A forecast cannot be written", e);
        }
    }

    private static ImportForecast.Result forecast(String json) {
        try {
            return JSON.readValue(json, ImportForecast.Result.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A forecast cannot be read", e);
        }
    }

    Optional<FileImport> find(UUID id) {
        return jdbc.sql("select * from leadloop.file_import where id = :id::uuid")
                .param("id", id.toString())
                .query(FileImports::read)
                .optional();
    }

    List<FileImport> newest(int most) {
        return jdbc.sql("""
                        select * from leadloop.file_import where state <> 'UPLOADING'
                        order by uploaded_at desc limit :most
                        """).param("most", most).query(FileImports::read).list();
    }

    /** The sources whose leads came by files. */
    List<String> sources() {
        return jdbc.sql("""
                        select distinct answers ->> 'source' from leadloop.file_import
                        where answers ->> 'source' is not null and state in ('DONE', 'IMPORTING') order by 1
                        """).query(String.class).list();
    }

    /** Removes the files that nobody imported since then, what an upload left behind, and imports that ended long ago. */
    void forget(Instant filesBefore, Instant importsBefore) {
        jdbc.sql("""
                        delete from leadloop.file_import where uploaded_at < :imports::timestamptz
                            and state not in ('CHECKING', 'IMPORTING')
                            or uploaded_at < :files::timestamptz and state = 'UPLOADING'
                        """)
                .param("imports", importsBefore.toString())
                .param("files", filesBefore.toString())
                .update();
        jdbc.sql("""
                        with expired as (
                            update leadloop.file_import set state = 'EXPIRED'
                            where state = 'UPLOADED' and uploaded_at < :files::timestamptz returning id)
                        delete from leadloop.file_import_chunk where import_id in (select id from expired)
                        """).param("files", filesBefore.toString()).update();
    }

    private static String json(ImportOptions answers) {
        try {
            return JSON.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers cannot be written", e);
        }
    }

    private static ImportOptions answers(String json) {
        try {
            return JSON.readValue(json, ImportOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Answers cannot be read", e);
        }
    }

    static FileImport read(ResultSet row, int number) throws SQLException {
        return new FileImport(
                row.getObject("id", UUID.class),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                answers(row.getString("answers")),
                List.of((String[]) row.getArray("meanings").getArray()),
                FileKind.valueOf(row.getString("kind")),
                row.getString("told"),
                row.getLong("bytes"),
                row.getLong("lines"),
                row.getLong("position"),
                row.getLong("line"),
                row.getLong("good"),
                row.getLong("known"),
                row.getLong("bad"),
                row.getString("failure"),
                row.getString("uploaded_by"),
                row.getTimestamp("uploaded_at").toInstant(),
                instant(row, "checked_at"),
                row.getString("started_by"),
                instant(row, "started_at"),
                instant(row, "finished_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
