package io.leadloop.story;

import io.leadloop.conversion.Conversion;
import io.leadloop.support.House;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Deals of leads as their CRM tells them, and what platforms were told of their wins. */
abstract class WonDeals extends OneConversion {

    /** @param amount as JSON; null for a deal without one */
    void deal(String lead, String deal, String outcome, @Nullable String amount, String time, String click) {
        String money = amount == null ? "" : ",\"amount\":" + amount + ",\"currency\":\"EUR\"";
        house.genericSends(House.event(
                lead,
                "won".equals(outcome) ? "Closed Won" : "Closed Lost",
                "2026-10-03T" + time + ":00Z",
                ",\"deal\":{\"id\":\"%s-%s\",\"outcome\":\"%s\"%s}".formatted(lead, deal, outcome, money),
                click));
        house.applies();
    }

    void won(String lead, String amount, String time) {
        deal(lead, "d", "won", amount, time, "gclid=" + lead + "-g");
    }

    List<Conversion> rows(String lead, String destination) {
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.stage().equals("WON") && it.destination().equals(destination))
                .sorted(Comparator.comparing(Conversion::dealId).thenComparing(Conversion::sequence))
                .toList();
    }

    /** What Google believes of the win, whose conversion action is 1003. */
    String toldAmount(String lead) {
        return house.received("google-ads", lead + "-g").stream()
                .filter(it -> it.path("key").asText().startsWith("1003/"))
                .map(it -> it.path("event").asText().replaceFirst(".*\"conversionValue\":([0-9.]+).*", "$1"))
                .collect(Collectors.joining(" and "));
    }
}
