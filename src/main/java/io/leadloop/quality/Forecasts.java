package io.leadloop.quality;

import io.leadloop.database.Column;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Clicks that are about to leave a platform's window: leads that can be told to it only until then. */
@Repository
public class Forecasts {

    private final JdbcClient jdbc;
    private final Destinations destinations;
    private final Clock clock;

    Forecasts(JdbcClient jdbc, Destinations destinations, Clock clock) {
        this.jdbc = jdbc;
        this.destinations = destinations;
        this.clock = clock;
    }

    /**
     * Open leads of one stage whose newest click of a platform dies within a span.
     *
     * @param worth the sum of what their deals are worth, where the CRM told it in one currency; null otherwise
     * @param first when the first of them dies
     */
    public record Dying(
            String destination,
            String stage,
            int days,
            long leads,
            @Nullable BigDecimal worth,
            @Nullable String currency,
            Instant first) {}

    /** What dies within that many days, for each destination that is on and has a window, the nearest first. */
    public List<Dying> dying(int days) {
        List<Dying> all = new ArrayList<>();
        for (Destination destination : destinations.all()) {
            Duration window = destination.profile().windows().maxClickAge();
            if (destination.isOn() && window != null) {
                all.addAll(dying(destination, window, days));
            }
        }
        all.sort(java.util.Comparator.comparing(Dying::first));
        return all;
    }

    private List<Dying> dying(Destination destination, Duration window, int days) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        with newest as (
                            select k.lead_id, max(k.clicked_at) as clicked_at from leadloop.click_id k
                            where k.kind = any(:kinds) and k.clicked_at >= :oldest::timestamptz
                            group by k.lead_id),
                        dying as (
                            select l.id, l.stage, n.clicked_at + :window * interval '1 second' as dies_at
                            from newest n join leadloop.lead l on l.id = n.lead_id and l.process_instance_id is not null
                            join leadloop.stage s on s.id = l.stage and s.kind not in ('REVENUE', 'LOST')
                            where n.clicked_at < :until::timestamptz),
                        valued as (
                            select d.*, w.amount, w.currency from dying d left join lateral (
                                select h.amount, h.currency from leadloop.stage_change h
                                where h.lead_id = d.id and h.amount is not null
                                order by h.occurred_at desc limit 1) w on true)
                        select stage, count(*), case when count(distinct currency) = 1 then sum(amount) end,
                            case when count(distinct currency) = 1 then min(currency) end, min(dies_at)
                        from valued group by stage order by min(dies_at)
                        """)
                .param("kinds", Column.of(destination.profile().matching().clickIds(), Enum::name))
                .param("oldest", now.minus(window).toString())
                .param("until", now.minus(window).plus(Duration.ofDays(days)).toString())
                .param("window", window.toSeconds())
                .query((row, n) -> new Dying(
                        destination.profile().id(),
                        row.getString(1),
                        days,
                        row.getLong(2),
                        row.getBigDecimal(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()))
                .list();
    }
}
