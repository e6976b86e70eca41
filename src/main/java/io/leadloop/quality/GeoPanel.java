package io.leadloop.quality;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Figures by day and location in the long form that tools for lift tests read: one row for each day and each location, none
 * left out, zeros included. GeoLift drops a location with a missing day (GeoDataRead in R/pre_processing_data.R of
 * facebookincubator/GeoLift); Meridian refuses geos with different days and empty cells (DataFrameDataLoader in
 * meridian/data/load.py of google/meridian).
 *
 * @param period until today at most: a day to come is no day without leads
 * @param stages ids of the stages of the funnel, in their order
 * @param locations in the order of their names, {@link #UNKNOWN} last
 * @param platforms whose costs were told by country: a column of spend each
 * @param withoutCountry platforms that cost something, of which no country or no rate of exchange was told: left out, and
 *     spread over no countries by guess
 * @param currency of all money; null where there is none at all
 */
public record GeoPanel(
        Period period,
        List<String> stages,
        List<String> locations,
        List<String> platforms,
        List<String> withoutCountry,
        Map<LocalDate, Map<String, Row>> filled,
        @Nullable String currency) {

    /** The location of leads without a country. */
    public static final String UNKNOWN = "unknown";

    /** "At least 25 pre-treatment periods and over 20 geo-units are recommended": the package's description of GeoLift. */
    public static final int DAYS_BEFORE_A_TEST = 25;

    public static final int LOCATIONS_OF_A_TEST = 21;

    /**
     * What came of the leads that came on a day at a location, until now.
     *
     * @param location the country's code in lower case: GeoLift makes it so, and R and pandas read Namibia's NA as a missing
     *     value
     * @param reached how many came to each stage or beyond
     * @param revenue of wins that are still true
     * @param unpriced won deals without an amount or an exchange rate: they are missing in the revenue
     * @param spend what the ads of that day cost there, for each of the platforms
     */
    public record Row(
            LocalDate date,
            String location,
            long leads,
            List<Long> reached,
            BigDecimal revenue,
            long unpriced,
            List<BigDecimal> spend) {

        Row spent(List<BigDecimal> amounts) {
            return new Row(date, location, leads, reached, revenue, unpriced, amounts);
        }

        private Row plus(Row other) {
            List<Long> both = new ArrayList<>();
            for (int i = 0; i < reached.size(); i++) {
                both.add(reached.get(i) + other.reached.get(i));
            }
            List<BigDecimal> costs = new ArrayList<>();
            for (int i = 0; i < spend.size(); i++) {
                costs.add(spend.get(i).add(other.spend.get(i)));
            }
            return new Row(
                    date,
                    location,
                    leads + other.leads,
                    both,
                    revenue.add(other.revenue),
                    unpriced + other.unpriced,
                    costs);
        }
    }

    /** Every day with every location, the first day first. */
    public Stream<Row> rows() {
        return period.from()
                .datesUntil(period.until().plusDays(1))
                .flatMap(day -> locations.stream().map(it -> row(day, it)));
    }

    private Row row(LocalDate day, String location) {
        Row row = filled.getOrDefault(day, Map.of()).get(location);
        return row == null ? empty(day, location) : row;
    }

    private Row empty(LocalDate day, String location) {
        return new Row(
                day,
                location,
                0,
                Collections.nCopies(stages.size(), 0L),
                BigDecimal.ZERO,
                0,
                Collections.nCopies(platforms.size(), BigDecimal.ZERO));
    }

    /** All rows as one. */
    public Row total() {
        return rows().reduce(empty(period.from(), "all"), Row::plus);
    }

    /** How many leads have no country. */
    public long unknownLeads() {
        long leads = 0;
        for (Map<String, Row> day : filled.values()) {
            Row row = day.get(UNKNOWN);
            leads += row == null ? 0 : row.leads();
        }
        return leads;
    }

    /** What ads of the platforms in the file cost without a country told. */
    public BigDecimal unknownSpend() {
        BigDecimal spend = BigDecimal.ZERO;
        for (Map<String, Row> day : filled.values()) {
            Row row = day.get(UNKNOWN);
            if (row != null) {
                spend = row.spend().stream().reduce(spend, BigDecimal::add);
            }
        }
        return spend;
    }

    /** Without the leads that have no country: they are at no place where ads could be switched off. */
    public GeoPanel withoutUnknown() {
        return new GeoPanel(period, stages, known(), platforms, withoutCountry, filled, currency);
    }

    /** The locations that are places. */
    public List<String> known() {
        return locations.stream().filter(it -> !it.equals(UNKNOWN)).toList();
    }

    public long days() {
        return Math.max(0, period.days());
    }

    public boolean hasFewLocations() {
        return known().size() < LOCATIONS_OF_A_TEST;
    }

    public boolean hasFewDays() {
        return days() < DAYS_BEFORE_A_TEST;
    }
}
