package io.leadloop.pipeline;

import io.leadloop.lead.AdjustmentPolicy;
import io.leadloop.lead.Stage;
import io.leadloop.lead.StageKind;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of the live stages with all their settings. */
@Repository
class StageTable {

    private final JdbcClient jdbc;

    StageTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<PipelineStage> all() {
        return jdbc.sql("select id, name, kind, allowed_days, hold_hours, adjustment from leadloop.stage order by rank")
                .query((row, n) -> new PipelineStage(
                        row.getString(1),
                        row.getString(2),
                        StageKind.valueOf(row.getString(3)),
                        row.getObject(4, Integer.class),
                        row.getInt(5),
                        AdjustmentPolicy.valueOf(row.getString(6))))
                .list();
    }

    void replace(List<PipelineStage> stages) {
        jdbc.sql("delete from leadloop.stage").update();
        int place = 0;
        for (PipelineStage stage : stages) {
            Stage ranked = stage.at(place++);
            jdbc.sql("""
                            insert into leadloop.stage (id, name, kind, rank, allowed_days, hold_hours, adjustment)
                            values (:id, :name, :kind, :rank, :allowed::int, :hold, :adjustment)
                            """)
                    .param("id", stage.id())
                    .param("name", stage.name())
                    .param("kind", stage.kind().name())
                    .param("rank", ranked.rank())
                    .param("allowed", stage.allowedDays())
                    .param("hold", stage.holdHours())
                    .param("adjustment", stage.adjustment().name())
                    .update();
        }
    }
}
