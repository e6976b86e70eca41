package io.leadloop.pipeline;

import io.leadloop.database.SqlArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Repository of the expected values. What is looked up for conversions is at most some seconds old. */
@Repository
public class ExpectedValues {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Instant at, Map<String, List<ExpectedValue>> told) {}

    ExpectedValues(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * The value of the narrowest segment that holds a lead; empty where too few leads of the stage are known.
     *
     * @param lead with a value in every respect
     */
    public Optional<ExpectedValue> of(String stage, Segment lead) {
        return told().getOrDefault(stage, List.of()).stream()
                .filter(it -> it.segment().holds(lead))
                .max(Comparator.comparingInt(it -> it.segment().depth()));
    }

    /** The ISO 4217 code of a stage's values; empty where none is told. */
    public Optional<String> currency(String stage) {
        return told().getOrDefault(stage, List.of()).stream()
                .map(it -> Objects.requireNonNull(it.estimate().currency()))
                .findFirst();
    }

    private Map<String, List<ExpectedValue>> told() {
        Known now = known;
        if (now == null || Duration.between(now.at(), clock.instant()).abs().compareTo(FRESH) > 0) {
            now = new Known(
                    clock.instant(),
                    all().stream()
                            .filter(it -> it.money() != null)
                            .collect(Collectors.groupingBy(ExpectedValue::stage)));
            known = now;
        }
        return now.told();
    }

    /** Those of all leads of a stage, by its id; also where nothing is told yet. */
    public Map<String, ExpectedValue> byStage() {
        return all().stream()
                .filter(it -> it.segment().equals(Segment.ALL))
                .collect(Collectors.toMap(ExpectedValue::stage, Function.identity()));
    }

    /** All of them, wide segments before narrow ones. */
    public List<ExpectedValue> all() {
        return jdbc.sql("select * from leadloop.expected_value").query((row, n) -> read(row)).list().stream()
                .sorted(Comparator.comparingInt(
                                (ExpectedValue it) -> it.segment().depth())
                        .thenComparing(it -> -it.estimate().leads())
                        .thenComparing(it -> it.segment().toString()))
                .toList();
    }

    /** Puts these in the place of all others. */
    @Transactional
    public void replace(List<ExpectedValue> values) {
        jdbc.sql("lock table leadloop.expected_value in exclusive mode").update();
        jdbc.sql("delete from leadloop.expected_value").update();
        jdbc.sql("""
                        insert into leadloop.expected_value (stage, source, deal_size, platform, country, campaign, is_told,
                            leads, won, share, lowest, highest, mean, mean_reach, priced, own, half, half_life, followed, currency,
                            value, words, computed_at)
                        select * from unnest(:stages::text[], :sources::text[], :sizes::text[], :platforms::text[],
                            :countries::text[], :campaigns::text[], :told::boolean[], :leads::bigint[], :won::bigint[],
                            :shares::numeric[], :lowest::numeric[], :highest::numeric[], :means::numeric[],
                            :reaches::numeric[], :priced::bigint[], :own::integer[], :halves::bigint[],
                            :halfLives::bigint[], :followed::bigint[], :currencies::text[], :values::numeric[], :words::text[],
                            :computed::timestamptz[])
                        """)
                .param("stages", SqlArray.of(values, ExpectedValue::stage))
                .param("sources", SqlArray.of(values, it -> it.segment().source()))
                .param("sizes", SqlArray.of(values, it -> it.segment().dealSize()))
                .param("platforms", SqlArray.of(values, it -> it.segment().platform()))
                .param("countries", SqlArray.of(values, it -> it.segment().country()))
                .param("campaigns", SqlArray.of(values, it -> it.segment().campaign()))
                .param("told", SqlArray.of(values, it -> it.estimate().told()))
                .param("leads", SqlArray.of(values, it -> it.estimate().leads()))
                .param("won", SqlArray.of(values, it -> it.estimate().won()))
                .param("shares", SqlArray.of(values, it -> it.estimate().share()))
                .param("lowest", SqlArray.of(values, it -> it.estimate().lowest()))
                .param("highest", SqlArray.of(values, it -> it.estimate().highest()))
                .param("means", SqlArray.of(values, it -> it.estimate().mean()))
                .param("reaches", SqlArray.of(values, it -> it.estimate().meanReach()))
                .param("priced", SqlArray.of(values, it -> it.estimate().priced()))
                .param("own", SqlArray.of(values, it -> it.estimate().own()))
                .param("halves", SqlArray.of(values, it -> seconds(it.estimate().half())))
                .param(
                        "halfLives",
                        SqlArray.of(values, it -> it.estimate().halfLife().toSeconds()))
                .param(
                        "followed",
                        SqlArray.of(values, it -> it.estimate().followed().toSeconds()))
                .param("currencies", SqlArray.of(values, it -> it.estimate().currency()))
                .param("values", SqlArray.of(values, ExpectedValue::value))
                .param("words", SqlArray.of(values, ExpectedValue::words))
                .param("computed", SqlArray.of(values, ExpectedValue::computedAt))
                .update();
        known = null;
    }

    private static @Nullable Long seconds(@Nullable Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    private static ExpectedValue read(ResultSet row) throws SQLException {
        Long half = row.getObject("half", Long.class);
        StageEstimate estimate = new StageEstimate(
                row.getString("stage"),
                new Segment(
                        row.getString("source"),
                        row.getString("deal_size"),
                        row.getString("platform"),
                        row.getString("country"),
                        row.getString("campaign")),
                row.getBoolean("is_told"),
                row.getLong("leads"),
                row.getLong("won"),
                row.getBigDecimal("share"),
                row.getBigDecimal("lowest"),
                row.getBigDecimal("highest"),
                row.getBigDecimal("mean"),
                row.getBigDecimal("mean_reach"),
                row.getLong("priced"),
                row.getInt("own"),
                half == null ? null : Duration.ofSeconds(half),
                Duration.ofSeconds(row.getLong("half_life")),
                Duration.ofSeconds(row.getLong("followed")),
                row.getString("currency"));
        return new ExpectedValue(
                estimate,
                row.getBigDecimal("value"),
                row.getString("words"),
                row.getTimestamp("computed_at").toInstant());
    }
}
