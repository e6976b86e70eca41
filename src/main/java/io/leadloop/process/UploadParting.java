package io.leadloop.process;

import io.leadloop.conversion.ConversionState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Finds conversions and upload processes that parted, by one look at both sides. */
@Repository
class UploadParting {

    private final JdbcClient jdbc;

    UploadParting(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Conversions that are open, were left alone since then, and have no process; at most so many. */
    List<UUID> withoutProcess(Instant since, int most) {
        return jdbc.sql("""
                        select c.id from leadloop.conversion c
                        where c.state = any(:open) and c.updated_at < :since::timestamptz
                          and not exists (select from public.act_ru_execution e where e.business_key_ = c.id::text)
                        limit :most
                        """)
                .param("open", ConversionState.open())
                .param("since", since.toString())
                .param("most", most)
                .query(UUID.class)
                .list();
    }

    /**
     * An upload whose conversion does not wait any more.
     *
     * @param state null where the conversion was erased
     */
    record Parted(UUID conversion, @Nullable ConversionState state) {}

    /** Active uploads whose conversion ended since before then without them, or is not there; at most so many. */
    List<Parted> withoutConversion(Instant since, int most) {
        return jdbc.sql("""
                        select e.business_key_, c.state from public.act_ru_execution e
                        join public.act_re_procdef d on d.id_ = e.proc_def_id_ and d.key_ = :key
                        left join leadloop.conversion c on c.id = e.business_key_::uuid
                        where e.business_key_ is not null and e.parent_id_ is null and e.suspension_state_ = 1
                          and (c.id is null or c.state <> all(:open) and c.updated_at < :since::timestamptz)
                        limit :most
                        """)
                .param("open", ConversionState.open())
                .param("key", ConversionUpload.KEY)
                .param("since", since.toString())
                .param("most", most)
                .query((row, n) -> {
                    String state = row.getString(2);
                    return new Parted(
                            UUID.fromString(row.getString(1)), state == null ? null : ConversionState.valueOf(state));
                })
                .list();
    }
}
