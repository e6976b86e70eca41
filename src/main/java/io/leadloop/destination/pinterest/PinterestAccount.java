package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import io.leadloop.destination.CatalogueAction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What Pinterest says of an ad account, {@code GET /v5/ad_accounts/ID}; it tells no time zone and no state.
 *
 * @param currency ISO 4217; empty where Pinterest knows none ({@code UNK})
 */
record PinterestAccount(String name, String currency) {

    private static final Pattern CONSTANT = Pattern.compile("[A-Z][A-Z_]{0,40}");

    static PinterestAccount of(JsonNode account) {
        String currency = account.path("currency").asText("");
        return new PinterestAccount(account.path("name").asText(""), currency.equals("UNK") ? "" : currency);
    }

    /** Its event quality score; what is no constant of Pinterest is left out, because it may repeat what was sent. */
    static List<Line> quality(JsonNode scores) {
        List<Line> lines = new ArrayList<>();
        for (JsonNode it : scores) {
            String status = it.path("overall_status").asText("");
            String place = it.path("source_platform").asText("");
            if (CONSTANT.matcher(status).matches() && CONSTANT.matcher(place).matches()) {
                lines.add(new Line(
                        Verdict.PROVED,
                        "Pinterest's event quality of what came by API in the last 14 days, "
                                + CatalogueAction.words(place) + ": " + CatalogueAction.words(status) + "."));
            }
        }
        return lines;
    }

    List<Line> lines() {
        Line line = Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', " + (currency.isEmpty() ? "without a currency" : "in " + currency)
                        + "; its reports count days of UTC.");
        return currency.isEmpty()
                ? List.of(line, new Line(Verdict.WRONG, "It has no currency, so its costs cannot be read."))
                : List.of(line);
    }
}
