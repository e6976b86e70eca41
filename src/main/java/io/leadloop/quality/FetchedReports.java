package io.leadloop.quality;

import io.leadloop.destination.Destinations;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformReports.Basis;
import io.leadloop.destination.PlatformReports.Line;
import io.leadloop.destination.PlatformReports.Spend;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What platforms counted and what their ads cost, as those with a reporting API tell it. */
@Component
public class FetchedReports {

    private static final Logger log = LoggerFactory.getLogger(FetchedReports.class);

    private final Destinations destinations;
    private final PlatformReportRows rows;
    private final AdCosts costs;
    private final ReportedStages reported;
    private final QualitySettings settings;
    private final Clock clock;

    FetchedReports(
            Destinations destinations,
            PlatformReportRows rows,
            AdCosts costs,
            ReportedStages reported,
            QualitySettings settings,
            Clock clock) {
        this.destinations = destinations;
        this.rows = rows;
        this.costs = costs;
        this.reported = reported;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What came of asking a platform.
     *
     * @param days how many were asked for, the day of asking included
     * @param lines how many numbers of conversions came
     * @param costs how many costs were stored, by day and campaign
     * @param zone IANA: the calendar of the account as the platform told it; null where it does not say
     * @param problem why not all came, in words; null when it came
     * @param note what else is to be known of it, in words; null for nothing
     */
    public record Fetch(
            String destination,
            Instant at,
            int days,
            int lines,
            int costs,
            @Nullable String zone,
            @Nullable String problem,
            @Nullable String note) {}

    /** Whether there is a platform that can be asked. */
    public boolean isPossible() {
        return !askable().isEmpty();
    }

    /** The names of connected accounts that are not asked: their platform tells no report, or its keys are not set. */
    public List<String> notAsked() {
        return destinations.all().stream()
                .filter(it ->
                        it.isOn() && it.reports().filter(PlatformReports::isOn).isEmpty())
                .map(it -> it.profile().name())
                .sorted()
                .toList();
    }

    /** The accounts whose keys for it are set. */
    List<PlatformReports> askable() {
        return destinations.all().stream()
                .flatMap(it -> it.reports().stream())
                .filter(PlatformReports::isOn)
                .toList();
    }

    /** What is said of an account that was not done in time. */
    Fetch stopped(PlatformReports platform, Duration after) {
        return new Fetch(
                platform.destination(),
                clock.instant(),
                platform.days(),
                0,
                0,
                null,
                "It was not done after " + after.toMinutes() + " minutes and was stopped. It is asked again tomorrow.",
                null);
    }

    void keep(Fetch fetch) {
        rows.keep(fetch);
    }

    /** Whether an account that can be asked has said nothing since then. */
    boolean isOneSilentSince(Instant since) {
        Map<String, Instant> said = last().stream().collect(Collectors.toMap(Fetch::destination, Fetch::at));
        return askable().stream()
                .anyMatch(it -> said.getOrDefault(it.destination(), Instant.MIN).isBefore(since));
    }

    /** What came of it the last time, by destination. */
    public List<Fetch> last() {
        return rows.fetches();
    }

    /** Asks one account for its last days and stores what it says; a refusal is a result too. Idempotent. */
    Fetch fetch(PlatformReports platform) {
        Asked asked = new Asked(clock.instant(), platform.destination());
        asked.ask(() -> {
            ZoneId told = platform.zone().orElse(null);
            ZoneId configured = settings.zone(platform.destination());
            asked.zone(told, configured);
            ZoneId zone = told != null ? told : configured != null ? configured : ZoneOffset.UTC;
            LocalDate until = LocalDate.ofInstant(asked.at, zone);
            LocalDate from = until.minusDays(platform.days() - 1L);
            asked.ask(() -> asked.lines = lines(platform, from, until, asked));
            asked.ask(() -> asked.costs(spend(platform, from, until, asked)));
        });
        log.info("{} told {} numbers and {} costs", platform.destination(), asked.lines, asked.costs);
        return asked.fetch(platform.days());
    }

    private int lines(PlatformReports platform, LocalDate from, LocalDate until, Asked asked) throws Unavailable {
        Set<String> reportedActions = reported.actions(platform.destination());
        Set<String> actions = reportedActions.stream().filter(platform::tells).collect(Collectors.toSet());
        asked.untold(reportedActions.stream()
                .filter(it -> !actions.contains(it))
                .sorted()
                .toList());
        rows.forget(
                platform.destination(),
                reportedActions.stream().filter(it -> !actions.contains(it)).toList());
        if (actions.isEmpty()) {
            return 0;
        }
        List<Line> ours = platform.lines(from, until).stream()
                .filter(it -> actions.contains(it.action()))
                .toList();
        rows.store(platform.destination(), whole(ours, actions, platform.bases(), from, until), asked.at);
        return ours.size();
    }

    private AdCosts.Stored spend(PlatformReports platform, LocalDate from, LocalDate until, Asked asked)
            throws Unavailable {
        List<Spend> told = platform.spend(from, until);
        List<Spend> priced =
                told.stream().filter(it -> it.currency().matches("[A-Z]{3}")).toList();
        if (priced.size() < told.size()) {
            asked.problems.add("It told costs without a currency; they are left out.");
        }
        return costs.replace(platform.destination(), from, until, priced, asked.at);
    }

    /** With a nought for every day of an action on which the platform counted nothing: a loss is what has no line. */
    private static List<Line> whole(
            List<Line> lines, Set<String> actions, Set<Basis> bases, LocalDate from, LocalDate until) {
        Map<List<Object>, Line> whole = new HashMap<>();
        lines.forEach(it -> whole.put(List.of(it.action(), it.day(), it.basis()), it));
        List<Line> all = new ArrayList<>();
        for (String action : actions) {
            for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
                for (Basis basis : bases) {
                    Line line = whole.get(List.<Object>of(action, day, basis));
                    all.add(line != null ? line : new Line(action, day, basis, BigDecimal.ZERO, BigDecimal.ZERO, ""));
                }
            }
        }
        return all;
    }

    private interface Question {
        void put() throws Unavailable;
    }

    /** One account being asked; what fails of it is said, and stops nothing else. */
    private static final class Asked {

        private final Instant at;
        private final String destination;
        private final Set<String> problems = new LinkedHashSet<>();
        private final List<String> notes = new ArrayList<>();
        private int lines;
        private int costs;
        private @Nullable ZoneId zone;

        Asked(Instant at, String destination) {
            this.at = at;
            this.destination = destination;
        }

        void ask(Question question) {
            try {
                question.put();
            } catch (Unavailable e) {
                log.warn("{} gave no report: {}", destination, e.words());
                problems.add(e.words());
            } catch (RuntimeException mistake) {
                // The other accounts are asked all the same.
                log.error("The report of {} cannot be read", destination, mistake);
                problems.add("Its report cannot be read by LeadLoop; the log says more.");
            }
        }

        void zone(@Nullable ZoneId told, @Nullable ZoneId configured) {
            zone = told;
            if (told != null && configured != null && !told.equals(configured)) {
                notes.add("Its days are those of " + told + ", but leadloop.quality.zones." + destination + " is "
                        + configured + ", by which ours are counted: take the setting out.");
            }
        }

        void untold(List<String> actions) {
            if (!actions.isEmpty()) {
                notes.add("Which of its numbers " + String.join(", ", actions)
                        + " is, is not configured or not to be told from another action's, so that is not compared:"
                        + " docs/reporting.md names the key.");
            }
        }

        void costs(AdCosts.Stored stored) {
            costs = stored.rows();
            if (stored.daysOfFiles() > 0) {
                notes.add("Of " + stored.daysOfFiles()
                        + " of these days the costs are those of an imported file; what it told of them was left out.");
            }
        }

        Fetch fetch(int days) {
            return new Fetch(
                    destination,
                    at,
                    days,
                    lines,
                    costs,
                    zone == null ? null : zone.getId(),
                    joined(problems),
                    joined(notes));
        }

        private static @Nullable String joined(Collection<String> words) {
            return words.isEmpty() ? null : String.join(" ", words);
        }
    }
}
