package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.List;

/**
 * What Pinterest says of an ad account, {@code GET /v5/ad_accounts/ID}; it tells no time zone and no state.
 *
 * @param currency ISO 4217; empty where Pinterest knows none ({@code UNK})
 */
record PinterestAccount(String name, String currency) {

    static PinterestAccount of(JsonNode account) {
        String currency = account.path("currency").asText("");
        return new PinterestAccount(account.path("name").asText(""), currency.equals("UNK") ? "" : currency);
    }

    List<Line> lines() {
        Line line = new Line(
                Verdict.PROVED,
                "The ad account is '" + name + "', " + (currency.isEmpty() ? "without a currency" : "in " + currency)
                        + "; its reports count days of UTC.");
        return currency.isEmpty()
                ? List.of(line, new Line(Verdict.WRONG, "It has no currency, so its costs cannot be read."))
                : List.of(line);
    }
}
