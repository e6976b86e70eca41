package io.leadloop.destination.snapchat;

import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;

/** Says in words why Snapchat gave no report: its code, never its text. */
final class SnapchatReportRefusal {

    static final String SIGN_IN =
            "Give a new report.refresh-token: whoever signed in may have lost the ad account or taken the app's right back.";

    private SnapchatReportRefusal() {}

    static String words(OutsideAnswer answer) {
        return ReportCall.code(answer.json().path("error_code").asText("")) + ". "
                + switch (answer.status()) {
                    case 401 -> "The token is not taken. " + SIGN_IN;
                    case 403 ->
                        "The user who signed in needs a role in the ad account, and the app the scope snapchat-marketing-api.";
                    case 404 -> "There is no such ad account for this user: check report.ad-account-id.";
                    case 429 -> "The quota is used up; it is asked again tomorrow.";
                    case 400 ->
                        "Snapchat does not take the question: check report.columns, report.value-columns and report.source.";
                    default -> "It is asked again tomorrow.";
                };
    }
}
