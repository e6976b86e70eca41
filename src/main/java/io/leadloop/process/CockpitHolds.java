package io.leadloop.process;

import io.leadloop.database.SqlArray;
import io.leadloop.lead.Lead;
import io.leadloop.lead.LeadId;
import io.leadloop.process.LeadProcesses.Readiness;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What of a lead stands still because somebody suspended or modified it in Cockpit. Only reads. */
@Repository
public class CockpitHolds {

    private static final int SUSPENDED = 2;

    private final JdbcClient jdbc;
    private final LeadProcesses leads;
    private final EngineBatch engine;

    CockpitHolds(JdbcClient jdbc, LeadProcesses leads, EngineBatch engine) {
        this.jdbc = jdbc;
        this.leads = leads;
        this.engine = engine;
    }

    /** The process instance that carries a conversion. */
    public record Upload(String instance, boolean isSuspended) {}

    /**
     * How the processes of a lead and of its conversions stand.
     *
     * @param isSuspended the lead's process is suspended, or the whole model while the lead has none
     * @param isModified the lead's process has a second token, or none that waits at a stage
     * @param isUploadModelSuspended no upload can start
     * @param uploads the running uploads by conversion; a conversion without one is absent
     */
    public record Holds(
            boolean isSuspended, boolean isModified, boolean isUploadModelSuspended, Map<UUID, Upload> uploads) {}

    /** Of one lead and these conversions. */
    public Holds of(Lead lead, Collection<UUID> conversions) {
        Map<LeadId, LeadProcesses.State> states = leads.states(List.of(lead));
        Readiness readiness =
                states.getOrDefault(lead.id(), LeadProcesses.State.NONE).readiness();
        boolean noneBegins = readiness == Readiness.NONE && leads.isModelSuspended();
        return new Holds(
                readiness == Readiness.SUSPENDED || noneBegins,
                readiness == Readiness.BROKEN,
                engine.isSuspended(ConversionUpload.KEY),
                uploads(conversions));
    }

    /** Those of these conversions whose upload is suspended. */
    public Set<UUID> suspended(Collection<UUID> conversions) {
        Map<UUID, Upload> uploads = uploads(conversions);
        uploads.values().removeIf(it -> !it.isSuspended());
        return uploads.keySet();
    }

    private Map<UUID, Upload> uploads(Collection<UUID> conversions) {
        Map<UUID, Upload> uploads = new HashMap<>();
        jdbc.sql("""
                        select business_key_, proc_inst_id_, suspension_state_ from public.act_ru_execution
                        where business_key_ = any(:keys) and parent_id_ is null
                        """).param("keys", SqlArray.of(conversions, it -> it)).query(row -> {
            Upload upload = new Upload(row.getString(2), row.getInt(3) == SUSPENDED);
            uploads.put(UUID.fromString(row.getString(1)), upload);
        });
        return uploads;
    }
}
