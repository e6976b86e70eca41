package io.leadloop.process;

import io.leadloop.conversion.ConversionState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Uploads that nobody works on although their conversions wait: the retries of their tasks were set to 0 in Cockpit or by
 * Camunda's REST. By its own failures an upload comes to {@link ConversionState#EXHAUSTED} instead.
 */
@Repository
public class StalledUploads {

    /** A worker writes both sides one after the other. */
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;

    StalledUploads(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many stand still for an account. */
    public record Stalled(String destination, long conversions) {}

    /** By account. */
    public List<Stalled> now(Instant now) {
        return jdbc.sql("""
                        select c.destination, count(*) from public.act_ru_ext_task t
                        join public.act_ru_execution e on e.id_ = t.proc_inst_id_
                        -- A person may start an upload by hand, under any key.
                        join leadloop.conversion c on c.id = case when e.business_key_ ~ '^[0-9a-f-]{36}$' then e.business_key_::uuid end
                        where t.retries_ = 0 and t.topic_name_ like 'conversion.upload.%'
                          and c.state = :planned and c.updated_at < :settled::timestamptz
                        group by c.destination order by c.destination
                        """)
                .param("planned", ConversionState.PLANNED.name())
                .param("settled", now.minus(SETTLED).toString())
                .query((row, n) -> new Stalled(row.getString(1), row.getLong(2)))
                .list();
    }
}
