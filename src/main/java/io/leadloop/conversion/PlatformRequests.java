package io.leadloop.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The requests of which platforms tell later what they counted. */
@Repository
public class PlatformRequests {

    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    PlatformRequests(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Notes the requests behind these results; they are asked about from {@code pollAt} on. */
    public void add(String destination, Collection<UploadResult> results, Instant now, Instant pollAt) {
        Map<String, Long> sizes = results.stream()
                .map(UploadResult::receipt)
                .filter(Objects::nonNull)
                .collect(Collectors.groupingBy(it -> it, Collectors.counting()));
        if (sizes.isEmpty()) {
            return;
        }
        jdbc.sql("""
                        insert into leadloop.platform_request (destination, receipt, conversions, sent_at, poll_at, state)
                        select :destination, receipt, size, :now::timestamptz, :pollAt::timestamptz, 'WAITING'
                        from unnest(:receipts::text[], :sizes::int[]) as t(receipt, size)
                        on conflict do nothing
                        """)
                .param("destination", destination)
                .param("receipts", SqlArray.of(sizes.entrySet(), Map.Entry::getKey))
                .param("sizes", SqlArray.of(sizes.entrySet(), Map.Entry::getValue))
                .param("now", now.toString())
                .param("pollAt", pollAt.toString())
                .update();
    }

    /** Takes requests that are due for this node: nobody else gets them before {@code nextPollAt}. */
    public List<PlatformRequest> claim(String destination, Instant now, Instant nextPollAt, int most) {
        return jdbc.sql("""
                        update leadloop.platform_request set poll_at = :next::timestamptz, polls = polls + 1
                        where (destination, receipt) in (
                            select destination, receipt from leadloop.platform_request
                            where destination = :destination and poll_at <= :now::timestamptz
                            order by poll_at limit :most for update skip locked)
                        returning *
                        """)
                .param("destination", destination)
                .param("now", now.toString())
                .param("next", nextPollAt.toString())
                .param("most", most)
                .query(this::read)
                .list();
    }

    /** Asks about it again later. */
    public void pollAgain(PlatformRequest request, Instant at) {
        jdbc.sql("""
                        update leadloop.platform_request set poll_at = :at::timestamptz
                        where destination = :destination and receipt = :receipt
                        """)
                .param("at", at.toString())
                .param("destination", request.destination())
                .param("receipt", request.receipt())
                .update();
    }

    /** Writes down what the platform said; it is not asked again. */
    public void settle(
            PlatformRequest request,
            String state,
            @Nullable Long counted,
            Map<String, Long> reasons,
            Map<String, Long> warnings,
            Instant now) {
        jdbc.sql("""
                        update leadloop.platform_request
                        set state = :state, counted = :counted, reasons = :reasons::jsonb, warnings = :warnings::jsonb, poll_at = null,
                            checked_at = :now::timestamptz
                        where destination = :destination and receipt = :receipt
                        """)
                .param("state", state)
                .param("counted", counted)
                .param("reasons", text(reasons))
                .param("warnings", text(warnings))
                .param("now", now.toString())
                .param("destination", request.destination())
                .param("receipt", request.receipt())
                .update();
    }

    public @Nullable PlatformRequest find(String destination, String receipt) {
        return jdbc.sql("select * from leadloop.platform_request where destination = :d and receipt = :r")
                .param("d", destination)
                .param("r", receipt)
                .query(this::read)
                .optional()
                .orElse(null);
    }

    /**
     * What a platform counted of what it took.
     *
     * @param waiting conversions of which nobody knows yet, or ever will
     * @param warnings what it found wrong with conversions that count all the same, with how many
     */
    public record Verdict(
            String destination,
            long taken,
            long waiting,
            long counted,
            Map<String, Long> reasons,
            Map<String, Long> warnings) {}

    /** Sums of the requests that were sent since then, by destination. */
    public List<Verdict> since(Instant from) {
        return jdbc.sql("""
                        select destination, sum(conversions), coalesce(sum(conversions) filter (where counted is null), 0),
                            coalesce(sum(counted), 0),
                            (select coalesce(jsonb_object_agg(reason, lost), '{}') from (
                                select key as reason, sum(value::bigint) as lost
                                from leadloop.platform_request i, jsonb_each_text(i.reasons)
                                where i.destination = r.destination and i.sent_at >= :from::timestamptz group by 1) l),
                            (select coalesce(jsonb_object_agg(reason, warned), '{}') from (
                                select key as reason, sum(value::bigint) as warned
                                from leadloop.platform_request i, jsonb_each_text(i.warnings)
                                where i.destination = r.destination and i.sent_at >= :from::timestamptz group by 1) w)
                        from leadloop.platform_request r where sent_at >= :from::timestamptz group by destination
                        """)
                .param("from", from.toString())
                .query((row, n) -> new Verdict(
                        row.getString(1),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        counts(row.getString(5)),
                        counts(row.getString(6))))
                .list();
    }

    /** Requests of which a platform said since then that it counted none, or not all, by destination. */
    public Map<String, Long> notCountedSince(Instant from) {
        Map<String, Long> counts = new TreeMap<>();
        jdbc.sql("""
                        select destination, count(*) from leadloop.platform_request
                        where state in ('FAILED', 'PARTIAL_SUCCESS') and checked_at >= :from::timestamptz
                        group by destination
                        """).param("from", from.toString()).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        return counts;
    }

    private PlatformRequest read(ResultSet row, int number) throws SQLException {
        Timestamp checked = row.getTimestamp("checked_at");
        Long counted = row.getObject("counted", Long.class);
        return new PlatformRequest(
                row.getString("destination"),
                row.getString("receipt"),
                row.getInt("conversions"),
                row.getTimestamp("sent_at").toInstant(),
                row.getInt("polls"),
                row.getString("state"),
                counted,
                counts(row.getString("reasons")),
                checked == null ? null : checked.toInstant());
    }

    private String text(Map<String, Long> reasons) {
        try {
            return json.writeValueAsString(reasons);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write reasons as JSON", e);
        }
    }

    private Map<String, Long> counts(String text) {
        try {
            return json.readValue(text, COUNTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("The column platform_request.reasons holds no counts", e);
        }
    }
}
