package io.leadloop.history;

import io.leadloop.demo.History;
import io.leadloop.demo.Made;
import io.leadloop.demo.Made.Lead;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The truth of leads and money: funnel, times in stages, clicks that die. Lines as in the house's CSV. */
final class LeadTruth {

    private final History history;
    private final Truth truth;

    LeadTruth(History history, Truth truth) {
        this.history = history;
        this.truth = truth;
    }

    List<String> funnel(LocalDate from, LocalDate until, Function<Lead, String> by, Function<Made.Cost, String> spent) {
        Map<String, List<Lead>> groups = new TreeMap<>();
        history.leads.stream()
                .filter(it -> Truth.in(it.cameAt(), from, until))
                .forEach(it -> groups.computeIfAbsent(
                                by.apply(it) == null ? "unknown" : by.apply(it), k -> new ArrayList<>())
                        .add(it));
        Map<String, BigDecimal> costs = new HashMap<>();
        history.costs.stream()
                .filter(it ->
                        spent != null && !it.day().isBefore(from) && !it.day().isAfter(until))
                .forEach(it -> costs.merge(spent.apply(it), it.amount(), BigDecimal::add));
        costs.keySet().forEach(it -> groups.putIfAbsent(it, List.of()));
        return groups.entrySet().stream()
                .map(it -> it.getKey() + "," + group(it.getValue(), costs.get(it.getKey())))
                .toList();
    }

    private String group(List<Lead> leads, BigDecimal cost) {
        List<Lead> sold = leads.stream().filter(it -> it.deal() != null).toList();
        List<Lead> won = sold.stream().filter(it -> it.wonAt() != null).toList();
        BigDecimal revenue = Truth.sum(won.stream().map(it -> truth.worth(it.deal())));
        long unpriced =
                won.stream().filter(it -> truth.worth(it.deal()) == null).count();
        boolean costly = cost != null && cost.signum() != 0 && (revenue != null || unpriced == 0);
        return Truth.line(
                leads.size(),
                leads.stream().filter(it -> it.firstAt(10) != null).count(),
                leads.stream().filter(it -> it.firstAt(20) != null).count(),
                won.size(),
                revenue,
                sold.size() - won.size(),
                Truth.sum(sold.stream().filter(it -> it.wonAt() == null).map(it -> truth.worth(it.deal()))),
                unpriced,
                cost,
                costly ? (revenue == null ? BigDecimal.ZERO : revenue).divide(cost, 2, RoundingMode.HALF_UP) : null,
                cost == null ? null : paidBack(won, cost),
                "EUR");
    }

    private Long paidBack(List<Lead> won, BigDecimal cost) {
        Map<Long, BigDecimal> byAge = new TreeMap<>();
        won.stream()
                .filter(it -> truth.worth(it.deal()) != null)
                .forEach(it -> byAge.merge(
                        Duration.between(it.cameAt(), it.deal().wonAt()).toDays(),
                        truth.worth(it.deal()),
                        BigDecimal::add));
        BigDecimal soFar = BigDecimal.ZERO;
        for (var each : byAge.entrySet()) {
            soFar = soFar.add(each.getValue());
            if (soFar.compareTo(cost) >= 0) {
                return each.getKey();
            }
        }
        return null;
    }

    List<String> times(LocalDate from, LocalDate until) {
        Map<String, List<Long>> moves = new TreeMap<>();
        for (Lead lead : history.leads) {
            for (int i = 1; i < lead.steps().size(); i++) {
                var before = lead.steps().get(i - 1);
                var step = lead.steps().get(i);
                if (Truth.in(step.at(), from, until)) {
                    moves.computeIfAbsent(Truth.line(before.stage(), step.stage()), k -> new ArrayList<>())
                            .add(Duration.between(before.at(), step.at()).toSeconds());
                }
            }
        }
        return moves.entrySet().stream()
                .map(it -> {
                    List<Long> sorted = it.getValue().stream().sorted().toList();
                    int n = sorted.size();
                    return it.getKey() + ","
                            + Truth.line(n, sorted.get((n + 1) / 2 - 1), sorted.get((int) Math.ceil(n * 0.9) - 1));
                })
                .toList();
    }

    /** Open leads whose click of these kinds is at least {@code window - days} and less than {@code window} old, by stage. */
    Map<String, Long> expiring(Collection<String> kinds, Duration window, int days) {
        Instant oldest = history.now.minus(window);
        Instant until = oldest.plus(Duration.ofDays(days));
        return history.leads.stream()
                .filter(it -> it.isOpen()
                        && it.click() != null
                        && kinds.contains(it.click().kind()))
                .filter(it ->
                        !it.click().at().isBefore(oldest) && it.click().at().isBefore(until))
                .collect(Collectors.groupingBy(it -> it.last().stage().id, TreeMap::new, Collectors.counting()));
    }
}
