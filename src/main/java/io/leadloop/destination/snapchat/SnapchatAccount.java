package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * What Snapchat says of an ad account, {@code GET /v1/adaccounts/ID}.
 *
 * @param zone IANA
 */
record SnapchatAccount(String name, String currency, String zone, String status, boolean isTest) {

    static SnapchatAccount of(JsonNode account) {
        return new SnapchatAccount(
                account.path("name").asText(""),
                account.path("currency").asText(""),
                account.path("timezone").asText(""),
                account.path("status").asText(""),
                account.path("test").asBoolean());
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', in " + currency + ", its days are those of " + zone + "."));
        if (!status.equals("ACTIVE")) {
            lines.add(new Line(Verdict.WRONG, "The ad account has the status " + status + ": its ads do not run."));
        }
        if (isTest) {
            lines.add(new Line(Verdict.WRONG, "It is a test account: nothing of it is ever counted."));
        }
        return lines;
    }
}
