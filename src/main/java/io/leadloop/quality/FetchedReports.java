package io.leadloop.quality;

import io.leadloop.destination.Destinations;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.schedule.RunsAs;
import io.leadloop.schedule.Watch;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Fetches once a day what platforms counted, from those with a reporting API. Idempotent: two nodes may both fetch. */
@Component
public class FetchedReports {

    private static final Logger log = LoggerFactory.getLogger(FetchedReports.class);

    /** A day of clicks grows for as long as the longest attribution window. */
    private static final int DAYS = 90;

    private final Destinations destinations;
    private final PlatformReportRows rows;
    private final ReportedStages reported;
    private final Clock clock;

    FetchedReports(Destinations destinations, PlatformReportRows rows, ReportedStages reported, Clock clock) {
        this.destinations = destinations;
        this.rows = rows;
        this.reported = reported;
        this.clock = clock;
    }

    /**
     * What came of asking a platform.
     *
     * @param lines how many numbers came
     * @param problem why none came, in words; null when they came
     */
    public record Fetch(
            String destination,
            Instant at,
            int lines,
            @Nullable String problem) {}

    /** Whether there is a platform that can be asked. */
    public boolean isPossible() {
        return !askable().isEmpty();
    }

    private List<PlatformReports> askable() {
        return destinations.all().stream()
                .flatMap(it -> it.reports().stream())
                .filter(PlatformReports::isOn)
                .toList();
    }

    /** What came of it the last time, by destination. */
    public List<Fetch> last() {
        return rows.fetches();
    }

    @RunsAs(value = Watch.FETCH_REPORTS, cron = "leadloop.quality.fetch-reports")
    void daily() {
        fetch();
    }

    /** Asks every platform that can be asked for the last 90 days and stores what they say; a refusal is a result too. */
    public List<Fetch> fetch() {
        List<Fetch> fetches = new ArrayList<>();
        for (PlatformReports platform : askable()) {
            Fetch fetch = fetch(platform);
            rows.keep(fetch);
            fetches.add(fetch);
        }
        return fetches;
    }

    private Fetch fetch(PlatformReports platform) {
        Instant now = clock.instant();
        LocalDate until = LocalDate.ofInstant(now, ZoneOffset.UTC);
        LocalDate from = until.minusDays(DAYS - 1);
        try {
            List<Line> lines = platform.lines(from, until);
            Set<String> actions = reported.actions(platform.destination());
            List<Line> ours =
                    lines.stream().filter(it -> actions.contains(it.action())).toList();
            rows.store(platform.destination(), whole(ours, actions, from, until), now);
            log.info("{} told {} numbers of what it counted", platform.destination(), ours.size());
            return new Fetch(platform.destination(), now, ours.size(), null);
        } catch (Unavailable e) {
            log.warn("{} gave no report of what it counted: {}", platform.destination(), e.words());
            return new Fetch(platform.destination(), now, 0, e.words());
        }
    }

    /** With a nought for every day of an action on which the platform counted nothing: a loss is what has no line. */
    private static List<Line> whole(List<Line> lines, Set<String> actions, LocalDate from, LocalDate until) {
        Map<List<Object>, Line> whole = new HashMap<>();
        lines.forEach(it -> whole.put(List.of(it.action(), it.day(), it.basis()), it));
        List<Line> all = new ArrayList<>();
        for (String action : actions) {
            for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
                for (Basis basis : Basis.values()) {
                    Line line = whole.get(List.<Object>of(action, day, basis));
                    all.add(line != null ? line : new Line(action, day, basis, BigDecimal.ZERO, BigDecimal.ZERO, ""));
                }
            }
        }
        return all;
    }
}
