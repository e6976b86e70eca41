package io.leadloop.pipeline;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The stages of the pipeline, in their order. */
@Repository
public class Stages {

    private final JdbcClient jdbc;

    Stages(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Stage> all() {
        return jdbc.sql("select id, name, kind, rank, hold_hours, adjustment from leadloop.stage order by rank")
                .query((row, n) -> new Stage(
                        row.getString(1),
                        row.getString(2),
                        StageKind.valueOf(row.getString(3)),
                        row.getInt(4),
                        Duration.ofHours(row.getLong(5)),
                        AdjustmentPolicy.valueOf(row.getString(6))))
                .list();
    }

    /** What people call them, by their ids. */
    public Map<String, String> names() {
        return all().stream().collect(Collectors.toMap(Stage::id, Stage::name));
    }
}
