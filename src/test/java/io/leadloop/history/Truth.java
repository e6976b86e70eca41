package io.leadloop.history;

import io.leadloop.demo.History;
import io.leadloop.demo.Made;
import io.leadloop.demo.Made.Conversion;
import io.leadloop.demo.Made.Deal;
import io.leadloop.demo.Made.Lead;
import io.leadloop.demo.Made.Stage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works every figure out from what was made up, without a database: what the house has to say. Lines as in its CSV. */
final class Truth {

    private static final List<String> RUNGS = List.of(
            "NOT_THEIRS",
            "NO_ROW",
            "UNPLANNED",
            "EXCLUDED",
            "REFUSED",
            "WAITING",
            "SENT",
            "REJECTED",
            "EXHAUSTED",
            "CANCELLED",
            "DROPPED",
            "EXPIRED",
            "WITHDRAWN",
            "TAKEN_BACK",
            "MERGED",
            "ACCEPTED");
    private static final List<String> VERDICTS = List.of("COUNTED", "NOT_COUNTED", "UNCLEAR", "PENDING", "SILENT");

    private final History history;
    private final Map<LocalDate, Integer> requests = new HashMap<>();

    Truth(History history) {
        this.history = history;
        history.leads.stream()
                .flatMap(it -> it.conversions().stream())
                .filter(it -> it.day() != null)
                .forEach(it -> requests.merge(it.day(), 1, Integer::sum));
    }

    record Line(Lead lead, Conversion conversion) {}

    static boolean in(Instant at, LocalDate from, LocalDate until) {
        LocalDate day = Made.day(at);
        return !day.isBefore(from) && !day.isAfter(until);
    }

    BigDecimal worth(Deal deal) {
        // Of other currencies nobody knows a rate.
        if (deal.amount() == null || !List.of("EUR", "USD").contains(deal.currency())) {
            return null;
        }
        if (deal.currency().equals("EUR")) {
            return deal.amount();
        }
        LocalDate day = Made.day(deal.wonAt());
        while (!history.dollars.containsKey(day)) {
            day = day.minusDays(1);
        }
        return deal.amount().multiply(history.dollars.get(day)).setScale(4, RoundingMode.HALF_UP);
    }

    static BigDecimal sum(Stream<BigDecimal> of) {
        List<BigDecimal> known = of.filter(it -> it != null).toList();
        return known.isEmpty() ? null : known.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** A number as everybody writes it, so that 1.5 and 1.5000 are the same. */
    static String plain(Object value) {
        if (value == null) {
            return "";
        }
        return value instanceof BigDecimal number
                ? number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString()
                : value.toString();
    }

    static String line(Object... values) {
        return Arrays.stream(values).map(Truth::plain).collect(Collectors.joining(","));
    }

    private String verdict(Conversion it) {
        if (it.day() == null) {
            return "SILENT";
        }
        return switch (History.stateOf(it.day())) {
            case "SUCCESS" -> "COUNTED";
            case "FAILED" -> "NOT_COUNTED";
            case "WAITING" -> "PENDING";
            default -> requests.get(it.day()) == 1 ? "NOT_COUNTED" : "UNCLEAR";
        };
    }

    private static String rung(Conversion it) {
        if ("NO_CLICK_ID".equals(it.reason())) {
            return "NOT_THEIRS";
        }
        return it.state().equals("PLANNED") ? it.attempts() == 0 ? "WAITING" : "SENT" : it.state();
    }

    List<String> reconciliation(LocalDate from, LocalDate until) {
        Map<Stage, Map<String, String>> reported = new TreeMap<>();
        history.leads.forEach(lead -> lead.conversions()
                .forEach(it -> reported.computeIfAbsent(it.stage(), s -> new TreeMap<>())
                        .put(it.destination(), it.action())));
        Map<String, Map<String, Integer>> counts = new TreeMap<>();
        for (Lead lead : history.leads) {
            Map<Stage, Instant> firsts = new TreeMap<>();
            lead.steps().forEach(it -> firsts.putIfAbsent(it.stage(), it.at()));
            firsts.forEach((stage, at) -> reported.getOrDefault(stage, Map.of()).forEach((destination, action) -> {
                if (in(at, from, until)) {
                    Map<String, Integer> line = counts.computeIfAbsent(
                            line(Made.day(at), stage, destination, action), k -> new HashMap<>());
                    line.merge("said", 1, Integer::sum);
                    var row = lead.conversions().stream()
                            .filter(it ->
                                    it.stage() == stage && it.destination().equals(destination))
                            .findFirst();
                    boolean theirs =
                            lead.click() != null && lead.click().platform().equals(destination);
                    line.merge(row.map(Truth::rung).orElse(theirs ? "NO_ROW" : "NOT_THEIRS"), 1, Integer::sum);
                    row.filter(Conversion::isAccepted).ifPresent(it -> line.merge(verdict(it), 1, Integer::sum));
                }
            }));
        }
        return counts.entrySet().stream()
                .map(it -> it.getKey() + "," + it.getValue().get("said") + ","
                        + Stream.concat(RUNGS.stream(), VERDICTS.stream())
                                .map(name -> it.getValue().getOrDefault(name, 0).toString())
                                .collect(Collectors.joining(",")))
                .toList();
    }

    List<String> scorecard(LocalDate from, LocalDate until) {
        Map<String, List<Line>> actions = new TreeMap<>();
        for (Lead lead : history.leads) {
            lead.conversions().stream()
                    .filter(it -> in(it.at(), from, until))
                    .forEach(it -> actions.computeIfAbsent(
                                    line(lead.source(), it.stage(), it.destination(), it.action(), it.role()),
                                    k -> new ArrayList<>())
                            .add(new Line(lead, it)));
        }
        return actions.entrySet().stream()
                .filter(it -> it.getValue().stream().anyMatch(Truth::isOwed))
                .map(it -> it.getKey() + "," + card(it.getValue()))
                .toList();
    }

    private static boolean isOwed(Line it) {
        return !"NO_CLICK_ID".equals(it.conversion().reason());
    }

    private String card(List<Line> rows) {
        List<Line> accepted =
                rows.stream().filter(it -> it.conversion().isAccepted()).toList();
        List<BigDecimal> values = accepted.stream()
                .map(it -> it.conversion().amount())
                .filter(it -> it != null)
                .sorted()
                .toList();
        List<String> currencies = accepted.stream()
                .map(it -> it.conversion().currency())
                .filter(it -> it != null)
                .distinct()
                .toList();
        boolean one = currencies.size() == 1;
        Collection<Lead> leads = accepted.stream()
                .collect(Collectors.toMap(it -> it.lead().id(), Line::lead, (a, b) -> a))
                .values();
        List<Line> owed = rows.stream().filter(Truth::isOwed).toList();
        return line(
                owed.size(),
                accepted.size(),
                count(owed, it -> it.state().equals("REFUSED")),
                count(rows, it -> it.state().equals("PLANNED")),
                count(
                        rows,
                        it -> List.of("REJECTED", "EXHAUSTED", "CANCELLED", "DROPPED")
                                .contains(it.state())),
                count(rows, it -> "CLICK_TOO_OLD".equals(it.reason()) || "EVENT_TOO_OLD".equals(it.reason())),
                count(accepted, Conversion::byClick),
                count(accepted, it -> !it.byClick()),
                count(rows, it -> "NO_CLICK_ID".equals(it.reason())),
                values.size(),
                leads.size(),
                leads.stream().filter(it -> it.firstAt(20) != null).count(),
                leads.stream().filter(it -> it.wonAt() != null).count(),
                sum(leads.stream().filter(it -> it.wonAt() != null).map(it -> worth(it.deal()))),
                "EUR",
                count(accepted, it -> it.attempts() > 1),
                count(accepted, Conversion::alreadyThere),
                accepted.stream()
                        .map(Line::conversion)
                        .filter(it -> it.amount() != null)
                        .map(it -> it.amount() + it.currency())
                        .distinct()
                        .count(),
                one ? values.get(0) : null,
                one ? values.get((values.size() + 1) / 2 - 1) : null,
                one ? values.get(values.size() - 1) : null,
                one ? currencies.get(0) : null,
                count(rows, it -> "NO_VALUE".equals(it.reason())),
                median(accepted.stream()
                        .map(it -> Duration.between(
                                it.conversion().at(), it.conversion().settledAt()))),
                median(rows.stream()
                        .filter(it -> it.conversion().byClick())
                        .map(it -> Duration.between(
                                it.lead().click().at(), it.conversion().at()))),
                count(accepted, it -> verdict(it).equals("COUNTED")),
                count(accepted, it -> verdict(it).equals("NOT_COUNTED")),
                leads.stream()
                        .filter(it -> it.wonAt() != null && worth(it.deal()) == null)
                        .count());
    }

    private static long count(List<Line> of, java.util.function.Predicate<Conversion> which) {
        return of.stream().map(Line::conversion).filter(which).count();
    }

    private static Long median(Stream<Duration> of) {
        List<Long> seconds = of.map(Duration::toSeconds).sorted().toList();
        int n = seconds.size();
        return n == 0 ? null : (seconds.get((n - 1) / 2) + seconds.get(n / 2)) / 2;
    }

    /** What we told by that day of the click or of the step; what came after 30 days; what was not counted of the rest. */
    List<String> comparison(LocalDate from, LocalDate until) {
        Map<String, int[]> told = new HashMap<>();
        for (Lead lead : history.leads) {
            for (Conversion it : lead.conversions()) {
                if (it.isAccepted() && !it.retracted()) {
                    boolean outside =
                            it.byClick() && it.at().isAfter(lead.click().at().plus(Duration.ofDays(30)));
                    boolean notCounted = !outside && verdict(it).equals("NOT_COUNTED");
                    add(
                            told,
                            line(Made.day(it.at()), it.destination(), it.action(), "CONVERSION"),
                            outside,
                            notCounted);
                    if (it.byClick()) {
                        add(
                                told,
                                line(Made.day(lead.click().at()), it.destination(), it.action(), "CLICK"),
                                outside,
                                notCounted);
                    }
                }
            }
        }
        return history.reports.stream()
                .filter(it -> !it.day().isBefore(from) && !it.day().isAfter(until))
                .map(it -> {
                    String key = line(it.day(), it.destination(), it.action(), it.basis());
                    int[] n = told.getOrDefault(key, new int[3]);
                    int expected = n[0] - n[1] - n[2];
                    // What a window or a verdict would explain may be counted all the same.
                    int right = Math.min(Math.max(it.conversions(), expected), n[0]);
                    return key + "," + line(n[0], n[1], n[2], expected, it.conversions(), right - it.conversions());
                })
                .toList();
    }

    private static void add(Map<String, int[]> told, String key, boolean outside, boolean notCounted) {
        int[] counts = told.computeIfAbsent(key, k -> new int[3]);
        counts[0]++;
        counts[1] += outside ? 1 : 0;
        counts[2] += notCounted ? 1 : 0;
    }
}
