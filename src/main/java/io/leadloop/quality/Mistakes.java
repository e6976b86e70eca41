package io.leadloop.quality;

import static io.leadloop.quality.ActionFigures.percent;

import io.leadloop.conversion.BiddingVolume;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Detects common mistakes of conversion reporting in the live data. */
final class Mistakes {

    private static final Duration LATE = Duration.ofDays(1);
    private static final int MANY = 30;

    private final PlanNames names;

    Mistakes(PlanNames names) {
        this.names = names;
    }

    List<Finding> of(List<ActionFigures> now, List<Scorecards.Behind> before, long days) {
        List<Finding> findings = new ArrayList<>();
        for (ActionFigures it : now) {
            alone(it, findings);
            shallow(it, now, days, findings);
        }
        unmatched(now, findings);
        twoPrimaries(now, findings);
        volumeWithoutQuality(now, before, findings);
        return findings;
    }

    private void alone(ActionFigures it, List<Finding> findings) {
        String about = stage(it) + " at " + account(it) + " (" + it.source() + ")";
        String key = ":" + it.source() + ":" + it.stage() + ":" + it.destination();
        if (it.kind().equals("MICRO") && it.role().equals("PRIMARY")) {
            findings.add(new Finding(
                    "micro-primary" + key,
                    about + " is a step without business, and bidding learns from it.",
                    "The platform buys cheap clicks instead of customers.",
                    "Make it secondary on the page Pipeline."));
        }
        if (it.kind().equals("REVENUE") && it.accepted() > it.withValue()) {
            findings.add(new Finding(
                    "no-value" + key,
                    about + ": " + (it.accepted() - it.withValue()) + " won deals were told without a value.",
                    "A deal of 500 teaches as much as one of 50,000.",
                    "Report the deal's amount, and fill in the CRM's empty amounts."));
        }
        if (it.valueMissing() > 0) {
            findings.add(new Finding(
                    "value-missing" + key,
                    about + ": " + it.valueMissing() + " were not told, for want of an amount or an exchange rate.",
                    "The platform never learns of them.",
                    "Fill in the CRM's empty amounts and import rates; then they go out."));
        }
        if (it.accepted() > MANY && it.values() == 1 && it.role().equals("PRIMARY")) {
            findings.add(new Finding(
                    "same-value" + key,
                    about + ": all " + it.accepted() + " are worth the same.",
                    "Bidding by value cannot prefer the better ones.",
                    "Use a share of the deal, or different values for different stages."));
        }
        Duration until = it.untilAccepted();
        if (it.accepted() >= 10 && until != null && until.compareTo(LATE) > 0) {
            findings.add(new Finding(
                    "late" + key,
                    about + " reaches the platform "
                            + (until.toDays() >= 2 ? until.toDays() + " days" : until.toHours() + " hours")
                            + " after the CRM's change.",
                    "Meta warns from 24 hours on; windows close meanwhile.",
                    "Look at the page CRMs and forms: are webhooks lost and only swept?"));
        }
        boolean isMany = it.rows() >= 20 || it.lostToWindows() >= 5;
        if (isMany && percent(it.lostToWindows(), it.rows()) > 5) {
            findings.add(new Finding(
                    "windows" + key,
                    about + ": " + it.lostToWindows() + " of " + it.rows()
                            + " came too late for the platform's window.",
                    "The platform never learns of them.",
                    "Report an earlier stage, and see the page Expiring clicks for those about to be lost."));
        }
    }

    /**
     * A lead without a click is refused at each account alike, so that the account with most conversions of the stage stands for all,
     * beside what all of them took.
     */
    private void unmatched(List<ActionFigures> now, List<Finding> findings) {
        Map<List<String>, List<ActionFigures>> stages = now.stream()
                .collect(Collectors.groupingBy(
                        it -> List.of(it.source(), it.stage()), LinkedHashMap::new, Collectors.toList()));
        stages.values().forEach(accounts -> {
            ActionFigures most = Collections.max(accounts, Comparator.comparingLong(ActionFigures::accepted));
            long whole = accounts.stream().mapToLong(ActionFigures::accepted).sum() + most.unmatched();
            if (whole >= 20 && percent(most.unmatched(), whole) > 30) {
                findings.add(new Finding(
                        "unmatched:" + most.source() + ":" + most.stage() + ":" + most.destination(),
                        stage(most) + " (" + most.source() + "): " + most.unmatched() + " of " + whole
                                + " have no usable click id of " + account(most) + " or another account.",
                        "They cannot be told, or are matched badly.",
                        "Test that forms keep the click id, and allow hashed contact where consent covers it."));
            }
        });
    }

    private void shallow(ActionFigures it, List<ActionFigures> all, long days, List<Finding> findings) {
        boolean deeperHasVolume = all.stream()
                .anyMatch(other -> other.destination().equals(it.destination())
                        && other.source().equals(it.source())
                        && other.stageRank() > it.stageRank()
                        && other.role().equals("SECONDARY")
                        && other.accepted() * 30 / Math.max(1, days) >= BiddingVolume.LEAST * 2L);
        if (it.role().equals("PRIMARY") && !it.kind().equals("REVENUE") && deeperHasVolume) {
            findings.add(new Finding(
                    "shallow-primary:" + it.source() + ":" + it.stage() + ":" + it.destination(),
                    stage(it) + " is primary at " + account(it) + " while a deeper stage has enough volume.",
                    "Bidding optimises for leads that sales may not want.",
                    "Make the deeper stage primary, and this one secondary."));
        }
    }

    private void twoPrimaries(List<ActionFigures> now, List<Finding> findings) {
        Map<String, List<ActionFigures>> primaries = new HashMap<>();
        now.stream()
                .filter(it -> it.role().equals("PRIMARY") && it.accepted() > 0)
                .forEach(it -> primaries
                        .computeIfAbsent(it.source() + ":" + it.destination(), k -> new ArrayList<>())
                        .add(it));
        primaries.forEach((key, of) -> {
            if (of.size() > 1) {
                findings.add(new Finding(
                        "two-primaries:" + key,
                        "Two stages are primary at " + account(of.get(0)) + ": " + stage(of.get(0)) + " and "
                                + stage(of.get(1)) + ".",
                        "One click bids twice.",
                        "Leave one of them primary."));
            }
        });
    }

    private void volumeWithoutQuality(List<ActionFigures> now, List<Scorecards.Behind> before, List<Finding> findings) {
        for (ActionFigures it : now) {
            before.stream()
                    .filter(old -> old.action().equals(List.of(it.source(), it.stage(), it.destination())))
                    .filter(old -> old.leads() >= MANY && it.leads() > old.leads() * 1.2)
                    .filter(old -> percent(it.becameDeep(), it.leads()) * 1.5 < percent(old.deep(), old.leads()))
                    .forEach(old -> findings.add(new Finding(
                            "volume:" + it.source() + ":" + it.stage() + ":" + it.destination(),
                            "At " + account(it) + " there are " + it.leads() + " leads at " + stage(it)
                                    + " instead of " + old.leads()
                                    + ", and only " + percent(it.becameDeep(), it.leads())
                                    + " % of them go on instead of "
                                    + percent(old.deep(), old.leads()) + " %.",
                            "You pay for volume that sales cannot use.",
                            "Compare campaigns on the page Funnel, and make a deeper stage primary.")));
        }
    }

    private String stage(ActionFigures it) {
        return names.stage().apply(it.stage());
    }

    private String account(ActionFigures it) {
        return names.account().apply(it.destination());
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
