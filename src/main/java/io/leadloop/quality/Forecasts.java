package io.leadloop.quality;

import io.leadloop.conversion.ConversionState;
import io.leadloop.database.SqlArray;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Forecast of loss: open leads whose click soon leaves a platform's window, and conversions that soon can no longer be
 * sent.
 */
@Repository
public class Forecasts {

    private static final String EXPIRING = """
            with newest as (
                select k.lead_id, max(k.clicked_at) as clicked_at from leadloop.click_id k
                where k.kind = any(:kinds) and k.clicked_at >= :oldest::timestamptz and k.clicked_at < :until::timestamptz
                  and not exists (
                    select from leadloop.click_id n where n.lead_id = k.lead_id and n.kind = any(:kinds)
                      and n.clicked_at >= :until::timestamptz)
                group by k.lead_id),
            expiring as (
                select l.id, l.source, l.external_id, l.stage, s.name as stage_name, s.rank, s.kind, l.stage_at,
                    n.clicked_at + :window * interval '1 second' as expires_at, w.amount, w.currency,
                    case when w.currency = :currency then w.amount else leadloop.in_currency(w.amount, w.currency,
                        :currency::char(3), (w.occurred_at at time zone 'UTC')::date) end as deal_value
                from newest n join leadloop.lead l on l.id = n.lead_id and l.process_instance_id is not null%s
                join leadloop.stage s on s.id = l.stage and s.kind not in ('REVENUE', 'LOST')
                    and exists (select from leadloop.stage r where r.id = any(:reported) and r.rank > s.rank)
                left join lateral (
                    select d.amount, d.currency, d.value_at as occurred_at from leadloop.deal d
                    join leadloop.stage z on z.id = d.stage and z.kind <> 'LOST'
                    where d.lead_id = l.id and d.amount is not null order by d.value_at desc limit 1) w on true)
            """;

    private final JdbcClient jdbc;
    private final Destinations destinations;
    private final ReportedStages reported;
    private final ReportingCurrency currency;
    private final Clock clock;

    Forecasts(
            JdbcClient jdbc,
            Destinations destinations,
            ReportedStages reported,
            ReportingCurrency currency,
            Clock clock) {
        this.jdbc = jdbc;
        this.destinations = destinations;
        this.reported = reported;
        this.currency = currency;
        this.clock = clock;
    }

    /** A lead whose click expires. */
    public record ExpiringLead(
            UUID leadId,
            String source,
            String externalId,
            String stage,
            Instant since,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Instant expiresAt) {}

    /**
     * Conversions of one destination that are not accepted yet and soon can no longer be sent.
     *
     * @param state PLANNED, REJECTED, EXHAUSTED or CANCELLED: what may still be sent
     */
    public record Unsent(
            String destination,
            String stage,
            String state,
            @Nullable String reason,
            long conversions,
            @Nullable BigDecimal amount,
            @Nullable String currency,
            Instant first) {

        /** What people read of its state. */
        public String stateWords() {
            return ConversionState.valueOf(state).words();
        }
    }

    /**
     * What expires within that many days, for each destination that is on, has a window and is told a deeper stage by the live
     * pipeline; qualified ones first, then the nearest.
     */
    public List<ExpiringClicks> expiring(int days) {
        return expiring(days, Slice.ALL);
    }

    /** The same of some leads and accounts only. */
    public List<ExpiringClicks> expiring(int days, Slice slice) {
        return expiring(List.of(days), slice).getOrDefault(days, List.of());
    }

    /** The same for several spans at once; one in which nothing expires is absent. */
    public Map<Integer, List<ExpiringClicks>> expiring(List<Integer> spans, Slice slice) {
        List<ExpiringClicks> all = new ArrayList<>();
        Map<String, Set<String>> deeper = reported();
        for (Destination destination : destinations.all()) {
            Set<String> stages = deeper.get(destination.profile().id());
            boolean isAsked = slice.destination() == null
                    || slice.destination().equals(destination.profile().id());
            if (isAsked && stages != null && hasWindow(destination)) {
                all.addAll(expiring(destination, stages, spans, slice));
            }
        }
        all.sort(Comparator.comparing(ExpiringClicks::qualified)
                .reversed()
                .thenComparing(ExpiringClicks::first)
                .thenComparing(ExpiringClicks::destination));
        return all.stream().collect(Collectors.groupingBy(ExpiringClicks::days));
    }

    private Map<String, Set<String>> reported() {
        return reported.byDestination(
                destinations.all().stream().map(it -> it.profile().id()).toList());
    }

    private static boolean hasWindow(Destination destination) {
        return destination.isOn() && destination.profile().windows().maxClickAge() != null;
    }

    private List<ExpiringClicks> expiring(
            Destination destination, Set<String> stages, List<Integer> spans, Slice slice) {
        String money = currency.code();
        return asked(slice, """
                        select stage, count(*), sum(deal_value), count(*) - count(deal_value), min(expires_at), max(expires_at), kind, days,
                            stage_name
                        from expiring join unnest(:spans::int[]) as span(days)
                            on expires_at < :now::timestamptz + days * interval '1 day'
                        group by stage, stage_name, rank, kind, days order by rank desc
                        """, destination, stages, Collections.max(spans), money)
                .param("spans", SqlArray.of(spans, it -> it))
                .param("now", clock.instant().toString())
                .query((row, n) -> new ExpiringClicks(
                        destination.profile().id(),
                        destination.profile().name(),
                        row.getString(1),
                        row.getString(9),
                        row.getString(7).equals("QUALIFIED"),
                        row.getInt(8),
                        row.getLong(2),
                        row.getBigDecimal(3),
                        money,
                        row.getLong(4),
                        row.getTimestamp(5).toInstant(),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    /** The leads themselves, the nearest first; none for a destination that is unknown, off, without a window or told nothing. */
    public List<ExpiringLead> leads(String destination, @Nullable String stage, int days, int limit) {
        return leads(destination, stage, days, limit, Slice.ALL);
    }

    /** The same of some leads only. */
    public List<ExpiringLead> leads(String destination, @Nullable String stage, int days, int limit, Slice slice) {
        return destinations
                .find(destination)
                .filter(Forecasts::hasWindow)
                .map(it -> asked(slice, """
                                        select * from expiring where (:stage::text is null or stage = :stage)
                                        order by expires_at, id limit :limit
                                        """, it, reported().getOrDefault(destination, Set.of()), days, currency.code())
                        .param("stage", stage)
                        .param("limit", limit)
                        .query((row, n) -> new ExpiringLead(
                                row.getObject("id", UUID.class),
                                row.getString("source"),
                                row.getString("external_id"),
                                row.getString("stage"),
                                row.getTimestamp("stage_at").toInstant(),
                                row.getBigDecimal("amount"),
                                row.getString("currency"),
                                row.getTimestamp("expires_at").toInstant()))
                        .list())
                .orElse(List.of());
    }

    private JdbcClient.StatementSpec asked(
            Slice slice, String sql, Destination destination, Set<String> stages, int days, @Nullable String money) {
        Instant now = clock.instant();
        Duration window = destination.profile().windows().maxClickAge();
        if (window == null) {
            throw new IllegalArgumentException(destination.profile().id() + " has no window");
        }
        String leads = (slice.source() == null ? "" : " and l.source = :source")
                + (slice.campaign() == null
                        ? ""
                        : " and l.id in (select f.lead_id from leadloop.lead_fact f where f.campaign = :campaign)");
        return jdbc.sql(EXPIRING.formatted(leads) + sql)
                .params(slice.parameters())
                .param("kinds", SqlArray.of(destination.profile().matching().clickIds(), Enum::name))
                .param("reported", SqlArray.of(List.copyOf(stages), it -> it))
                .param("oldest", now.minus(window).toString())
                .param("until", now.minus(window).plus(Duration.ofDays(days)).toString())
                .param("window", window.toSeconds())
                .param("currency", money);
    }

    /** Conversions that the platform has not taken yet, and that can be told only for so many days more; the nearest first. */
    public List<Unsent> unsent(int days) {
        return unsent(days, Slice.ALL);
    }

    /** The same of some leads and accounts only. */
    public List<Unsent> unsent(int days, Slice slice) {
        Instant now = clock.instant();
        String money = currency.code();
        return jdbc.sql("""
                        select destination, stage, state, reason, count(*),
                            sum(leadloop.in_currency(amount, currency, :currency::char(3),
                                (occurred_at at time zone 'UTC')::date)), min(send_before)
                        from leadloop.conversion c
                        where state in ('PLANNED', 'REJECTED', 'EXHAUSTED', 'CANCELLED') and send_before >= :now::timestamptz
                          and send_before < :until::timestamptz
                          and (:destination::text is null or destination = :destination)%s
                        group by destination, stage, state, reason order by min(send_before), destination
                        """.formatted(new Slice(null, slice.source(), slice.campaign()).ofLeadIds("c")))
                .params(slice.parameters())
                .param("currency", money)
                .param("now", now.toString())
                .param("until", now.plus(Duration.ofDays(days)).toString())
                .query((row, n) -> new Unsent(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5),
                        row.getBigDecimal(6),
                        money,
                        row.getTimestamp(7).toInstant()))
                .list();
    }
}
