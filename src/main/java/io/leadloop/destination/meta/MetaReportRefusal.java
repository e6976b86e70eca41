package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.http.OutsideAnswer;
import java.util.Set;

/** Says in words why Meta gave no report: its codes (Graph API, "Handle errors"; insights, "Best practices"), never its text. */
final class MetaReportRefusal {

    private static final Set<Integer> QUOTA = Set.of(4, 17, 32, 613, 80000, 80003, 80004);
    private static final int PARAMETER = 100;
    private static final int TOO_MUCH = 1487534;
    private static final int NO_SUCH_OBJECT = 33;
    private static final int TOKEN = 190;
    private static final int VERSION_ENDED = 2635;

    private MetaReportRefusal() {}

    /** Whether the days asked for hold more rows than one answer may have. */
    static boolean isTooMuch(OutsideAnswer answer) {
        return subcode(answer.json().path("error")) == TOO_MUCH;
    }

    static String words(OutsideAnswer answer) {
        JsonNode error = answer.json().path("error");
        int code = error.path("code").asInt();
        int subcode = subcode(error);
        String said = "code " + code + (subcode == 0 ? "" : "/" + subcode) + ". ";
        if (QUOTA.contains(code) || answer.status() == 429) {
            return said + "The quota of the app or of the ad account is used up; it is asked again tomorrow.";
        }
        if (code == TOKEN) {
            return said
                    + "The token has ended or was revoked: set report.access-token to a new one, best of a system user.";
        }
        if (code == 10 || (code >= 200 && code <= 299) || (code == PARAMETER && subcode == NO_SUCH_OBJECT)) {
            return said
                    + "The token may not read the ad account: report.access-token needs the permission ads_read, and its user"
                    + " or system user the ad account. A token of the Events Manager has neither.";
        }
        if (code == VERSION_ENDED) {
            return said + "This version of the API is switched off: set api-version to a newer one.";
        }
        if (code == PARAMETER) {
            return said + "Meta does not take the question: check report.ad-account-id and api-version.";
        }
        return said + "It is asked again tomorrow.";
    }

    private static int subcode(JsonNode error) {
        return error.path("error_subcode").asInt();
    }
}
