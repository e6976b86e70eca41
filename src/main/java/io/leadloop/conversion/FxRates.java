package io.leadloop.conversion;

import io.leadloop.database.SqlArray;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Dated exchange rates, imported by people. A day without a rate takes the last one of the week before it. */
@Repository
public class FxRates {

    private static final int MOST_DAYS_OLD = 7;
    private static final int MOST_REMEMBERED = 2_000;
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Map<Asked, Answer> answers = new ConcurrentHashMap<>();

    private record Asked(Currency from, Currency to, LocalDate day) {}

    private record Answer(Optional<Rate> rate, Instant at) {}

    /**
     * One unit of base is worth {@code rate} units of quote.
     *
     * @param day on which the source published it
     */
    public record Rate(Currency base, Currency quote, LocalDate day, BigDecimal rate, String source) {}

    FxRates(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Stores rates; a rate that is there already for the day is replaced. Gives back how many there are. */
    public int store(Collection<Rate> rates, Instant now) {
        answers.clear();
        return jdbc.sql("""
                        insert into leadloop.fx_rate (base, quote, day, rate, source, imported_at)
                        select distinct on (base, quote, day) base, quote, day, rate, source, :now::timestamptz
                        from unnest(:bases::text[], :quotes::text[], :days::date[], :rates::numeric[], :sources::text[])
                            as t(base, quote, day, rate, source)
                        on conflict (base, quote, day) do update
                            set rate = excluded.rate, source = excluded.source, imported_at = excluded.imported_at
                        """)
                .param("now", now.toString())
                .param("bases", SqlArray.of(rates, it -> it.base().getCurrencyCode()))
                .param("quotes", SqlArray.of(rates, it -> it.quote().getCurrencyCode()))
                .param("days", SqlArray.of(rates, Rate::day))
                .param("rates", SqlArray.of(rates, it -> it.rate().toPlainString()))
                .param("sources", SqlArray.of(rates, Rate::source))
                .update();
    }

    /** The rate between two currencies on that day: as published, the other way round, or over a common third one. */
    public Optional<Rate> find(Currency from, Currency to, LocalDate day) {
        Asked asked = new Asked(from, to, day);
        Answer known = answers.get(asked);
        Instant now = clock.instant();
        if (known != null && now.isBefore(known.at().plus(REMEMBERED))) {
            return known.rate();
        }
        if (answers.size() >= MOST_REMEMBERED) {
            answers.clear();
        }
        Optional<Rate> rate = read(asked);
        answers.put(asked, new Answer(rate, now));
        return rate;
    }

    private Optional<Rate> read(Asked asked) {
        return jdbc.sql("""
                        select day, numerator, denominator, source from (
                            select day, rate as numerator, 1 as denominator, source, 1 as preference
                            from leadloop.fx_rate where base = :from and quote = :to
                            union all
                            select day, 1, rate, source, 2 from leadloop.fx_rate where base = :to and quote = :from
                            union all
                            select b.day, b.rate, a.rate, b.source, 3 from leadloop.fx_rate a
                            join leadloop.fx_rate b on b.base = a.base and b.day = a.day
                            where a.quote = :from and b.quote = :to) rates
                        where day between :day::date - :oldest and :day::date
                        order by day desc, preference limit 1
                        """)
                .param("from", asked.from().getCurrencyCode())
                .param("to", asked.to().getCurrencyCode())
                .param("day", asked.day().toString())
                .param("oldest", MOST_DAYS_OLD)
                .query((row, n) -> new Rate(
                        asked.from(),
                        asked.to(),
                        row.getDate(1).toLocalDate(),
                        quotient(row.getBigDecimal(2), row.getBigDecimal(3)),
                        row.getString(4)))
                .optional();
    }

    /** A published rate as it is. */
    private static BigDecimal quotient(BigDecimal numerator, BigDecimal denominator) {
        return denominator.compareTo(BigDecimal.ONE) == 0
                ? numerator.stripTrailingZeros()
                : numerator.divide(denominator, MathContext.DECIMAL64).stripTrailingZeros();
    }

    /** The days for which there are rates, and how many. */
    public record Stock(
            long rates, @org.jspecify.annotations.Nullable LocalDate newest) {}

    public Stock stock() {
        return jdbc.sql("select count(*), max(day) from leadloop.fx_rate")
                .query((row, n) -> new Stock(
                        row.getLong(1),
                        row.getDate(2) == null ? null : row.getDate(2).toLocalDate()))
                .single();
    }
}
