package io.leadloop.destination.linkedin;

import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;

/** Says in words why LinkedIn gave no report: its code, never its text. */
final class LinkedInReportRefusal {

    static final String SIGN_IN =
            "Sign in again: a refresh token ends after 365 days, and LinkedIn may revoke it at any time.";

    private LinkedInReportRefusal() {}

    static String words(OutsideAnswer answer) {
        String code = ReportCall.code(answer.json().path("code").asText(""));
        return code + ". "
                + switch (answer.status()) {
                    case 401 ->
                        "The token has ended or was revoked: sign in again, or set report.access-token to a new one.";
                    case 403 ->
                        "The token needs the scopes r_ads_reporting and r_ads (the app the product Advertising API), and its"
                                + " member a role in the ad account; VIEWER is enough.";
                    case 404 -> "There is no such ad account for this member: check report.ad-account-id.";
                    case 426 -> "This version of the API is switched off: set api-version to a newer one.";
                    case 429 -> "The quota of the app or of the member is used up; it is asked again tomorrow.";
                    case 400 ->
                        "LinkedIn does not take the question: check report.ad-account-id and report.conversions.";
                    default -> "It is asked again tomorrow.";
                };
    }
}
