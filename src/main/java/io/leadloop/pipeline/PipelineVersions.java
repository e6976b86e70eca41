package io.leadloop.pipeline;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of published versions and drafts. */
@Repository
public class PipelineVersions {

    private static final TypeReference<List<PipelineStage>> STAGES = new TypeReference<>() {};
    private static final TypeReference<Map<String, String>> REMOVED = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    PipelineVersions(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Locks the live pipeline until the transaction ends. */
    void lock() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('leadloop.pipeline_version'))")
                .query(row -> {});
    }

    void insert(PipelineVersion version) {
        jdbc.sql("""
                        insert into leadloop.pipeline_version (id, number, state, based_on, revision, stages, removed,
                            stage_mapping, conversion_plan, author, created_at, updated_at, comment, published_by,
                            published_at, mapping_definition, plan_definition)
                        values (:id::uuid, :number::int, :state, :basedOn, :revision, :stages::jsonb, :removed::jsonb,
                            :mapping, :plan, :author, :created::timestamptz, :updated::timestamptz, :comment,
                            :publishedBy, :publishedAt::timestamptz, :mappingDefinition, :planDefinition)
                        """)
                .param("number", version.number())
                .param("author", version.author())
                .param("created", version.createdAt().toString())
                .params(content(version))
                .update();
    }

    /** False when somebody saved, published or discarded it since that revision was read. */
    boolean update(PipelineVersion version, int readRevision) {
        return jdbc.sql("""
                                update leadloop.pipeline_version set number = :number::int, state = :state,
                                    based_on = :basedOn, revision = :revision, stages = :stages::jsonb,
                                    removed = :removed::jsonb, stage_mapping = :mapping, conversion_plan = :plan,
                                    updated_at = :updated::timestamptz, comment = :comment,
                                    published_by = :publishedBy, published_at = :publishedAt::timestamptz,
                                    mapping_definition = :mappingDefinition, plan_definition = :planDefinition
                                where id = :id::uuid and state = 'DRAFT' and revision = :read
                                """)
                        .param("number", version.number())
                        .param("read", readRevision)
                        .params(content(version))
                        .update()
                > 0;
    }

    boolean delete(UUID draft) {
        return jdbc.sql("delete from leadloop.pipeline_version where id = :id::uuid and state = 'DRAFT'")
                        .param("id", draft.toString())
                        .update()
                > 0;
    }

    public Optional<PipelineVersion> find(UUID id) {
        return jdbc.sql("select * from leadloop.pipeline_version where id = :id::uuid")
                .param("id", id.toString())
                .query(this::read)
                .optional();
    }

    public Optional<PipelineVersion> published(int number) {
        return jdbc.sql("select * from leadloop.pipeline_version where number = :number")
                .param("number", number)
                .query(this::read)
                .optional();
    }

    /** All published versions, the newest first. */
    public List<PipelineVersion> published() {
        return jdbc.sql("select * from leadloop.pipeline_version where state = 'PUBLISHED' order by number desc")
                .query(this::read)
                .list();
    }

    Optional<PipelineVersion> newest() {
        return jdbc.sql(
                        "select * from leadloop.pipeline_version where state = 'PUBLISHED' order by number desc limit 1")
                .query(this::read)
                .optional();
    }

    /** What published versions removed, the oldest first. */
    List<Map<String, String>> removals() {
        return jdbc.sql("""
                        select removed from leadloop.pipeline_version
                        where state = 'PUBLISHED' and removed <> '{}' order by number
                        """)
                .query((row, n) -> {
                    try {
                        return json.readValue(row.getString(1), REMOVED);
                    } catch (JsonProcessingException e) {
                        throw new IllegalStateException("What a version removed cannot be read", e);
                    }
                })
                .list();
    }

    public List<PipelineVersion> drafts() {
        return jdbc.sql("select * from leadloop.pipeline_version where state = 'DRAFT' order by updated_at desc")
                .query(this::read)
                .list();
    }

    public Optional<PipelineVersion> draftOf(String author) {
        return drafts().stream().filter(it -> it.author().equals(author)).findFirst();
    }

    private Map<String, @Nullable Object> content(PipelineVersion version) {
        Map<String, @Nullable Object> content = new java.util.HashMap<>();
        content.put("id", version.id().toString());
        content.put("state", version.isDraft() ? "DRAFT" : "PUBLISHED");
        content.put("basedOn", version.basedOn());
        content.put("revision", version.revision());
        content.put("stages", written(version.stages()));
        content.put("removed", written(version.removed()));
        content.put("mapping", version.files().stageMapping());
        content.put("plan", version.files().conversionPlan());
        content.put("updated", version.updatedAt().toString());
        content.put("comment", version.comment());
        content.put("publishedBy", version.publishedBy());
        content.put(
                "publishedAt",
                version.publishedAt() == null ? null : version.publishedAt().toString());
        content.put("mappingDefinition", version.mappingDefinition());
        content.put("planDefinition", version.planDefinition());
        return content;
    }

    private String written(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the pipeline as JSON", e);
        }
    }

    private PipelineVersion read(ResultSet row, int n) throws SQLException {
        Timestamp published = row.getTimestamp("published_at");
        try {
            return new PipelineVersion(
                    row.getObject("id", UUID.class),
                    row.getObject("number", Integer.class),
                    row.getInt("based_on"),
                    row.getInt("revision"),
                    json.readValue(row.getString("stages"), STAGES),
                    json.readValue(row.getString("removed"), REMOVED),
                    new DmnFiles(row.getString("stage_mapping"), row.getString("conversion_plan")),
                    row.getString("author"),
                    row.getTimestamp("created_at").toInstant(),
                    row.getTimestamp("updated_at").toInstant(),
                    row.getString("comment"),
                    row.getString("published_by"),
                    published == null ? null : published.toInstant(),
                    row.getString("mapping_definition"),
                    row.getString("plan_definition"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The pipeline version " + row.getString("id") + " cannot be read", e);
        }
    }
}
