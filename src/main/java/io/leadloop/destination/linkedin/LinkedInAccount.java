package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountTrial.Line;
import io.leadloop.destination.AccountTrial.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What LinkedIn says of an ad account, {@code GET /rest/adAccounts/ID}; it tells no time zone. */
record LinkedInAccount(String name, String currency, String status, boolean isTest) {

    static LinkedInAccount of(JsonNode account) {
        return new LinkedInAccount(
                account.path("name").asText(""),
                account.path("currency").asText(""),
                account.path("status").asText(""),
                account.path("test").asBoolean());
    }

    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(Line.ofAccount(
                name,
                currency,
                "The ad account is '" + name + "', in " + currency
                        + "; LinkedIn tells no time zone, its reports are taken for" + " days of UTC."));
        if (!status.equals("ACTIVE")) {
            lines.add(new Line(Verdict.WRONG, "The ad account has the status " + status + ": its ads do not run."));
        }
        if (isTest) {
            lines.add(new Line(Verdict.WRONG, "It is a test account: its ads never run, so nothing is counted."));
        }
        return lines;
    }
}
