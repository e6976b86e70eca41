package io.leadloop.destination.pinterest;

import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;

/** Says in words why Pinterest gave no report: its code, never its text. */
final class PinterestReportRefusal {

    static final String SIGN_IN =
            "Sign in again: a refresh token ends after 60 days without use. The app needs ads:read.";

    private PinterestReportRefusal() {}

    static String words(OutsideAnswer answer) {
        return "code " + ReportCall.code(answer.json().path("code").asText("")) + ". "
                + switch (answer.status()) {
                    case 401 ->
                        "The token has ended, was revoked, or is a conversion token, which reads nothing: set"
                                + " report.access-token or the keys of report.refresh-token, with the scope ads:read.";
                    case 403 ->
                        "The user of the token must be Admin, Analyst or Campaign Manager of the ad account, and the token"
                                + " have the scope ads:read.";
                    case 404 -> "There is no such ad account for this user: check ad-account-id.";
                    case 429 -> "The quota of the app or of the user is used up; it is asked again tomorrow.";
                    case 400 -> "Pinterest does not take the question: check report.columns and report.value-columns.";
                    default -> "It is asked again tomorrow.";
                };
    }
}
