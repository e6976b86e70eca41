package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What Meta says of an ad account: fields of the Graph API's AdAccount.
 *
 * @param status 1 is active
 */
record MetaAccount(String name, String currency, String zone, int status, int disableReason) {

    static final String FIELDS = "name,currency,timezone_name,account_status,disable_reason";
    static final String DATASET_FIELDS = "id,name,last_fired_time,is_unavailable";

    static MetaAccount of(JsonNode account) {
        return new MetaAccount(
                account.path("name").asText(""),
                account.path("currency").asText(""),
                account.path("timezone_name").asText(""),
                account.path("account_status").asInt(),
                account.path("disable_reason").asInt());
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
        String wrong = switch (status) {
            case 1, 201 -> "";
            case 2 -> "is disabled (reason " + disableReason + "): its ads do not run. Business Support says why";
            case 3 -> "has an unpaid bill: its ads do not run until it is paid";
            case 7, 8 -> "waits for a review or a payment at Meta";
            case 9 -> "is in its grace period: pay its bill";
            case 100, 101, 202 -> "is closed or about to be";
            default -> "has the status " + status + ", which is not active";
        };
        if (!wrong.isEmpty()) {
            lines.add(new Line(Verdict.WRONG, "The ad account " + wrong + "."));
        }
        return lines;
    }

    /** What Meta says of the dataset: fields of the Graph API's AdsPixel. */
    static Line dataset(JsonNode dataset) {
        if (dataset.path("id").asText("").isEmpty()) {
            return new Line(Verdict.WRONG, "Meta's answer does not say what the dataset is.");
        }
        String name = "The dataset is '" + dataset.path("name").asText("") + "'";
        if (dataset.path("is_unavailable").asBoolean()) {
            return new Line(Verdict.WRONG, name + ", and Meta calls it unavailable: the Events Manager says why.");
        }
        String last = dataset.path("last_fired_time").asText("");
        return new Line(
                Verdict.PROVED,
                name + (last.isEmpty() ? ", without any event yet." : ", its last event of " + last + "."));
    }
}
