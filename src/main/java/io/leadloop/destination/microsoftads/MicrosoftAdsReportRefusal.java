package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;

/** Says in words why Microsoft gave no report: its code, never its text, which repeats the request. */
final class MicrosoftAdsReportRefusal {

    private static final int TOO_MANY = 429;

    private MicrosoftAdsReportRefusal() {}

    static String words(OutsideAnswer answer, String account) {
        String code = code(answer.json());
        String said = ReportCall.refused("Microsoft Advertising", account, answer, code);
        if (answer.status() == TOO_MANY) {
            return said + later();
        }
        return said
                + switch (code) {
                    case "InvalidCredentials", "AuthenticationTokenExpired", "105", "109" ->
                        "Renew the refresh-token (\"Connect with Microsoft\") and check the developer-token.";
                    case "UserIsNotAuthorized", "ReportingServiceAccountNotAuthorized", "106", "2003" ->
                        "The user that signs in may not read this account: give it access in Microsoft Advertising, Tools,"
                                + " User management, and check customer-id and account-id.";
                    case "CallRateExceeded", "ConcurrentRequestOverLimit", "117", "207" -> later();
                    case "ReportingServiceInvalidReportColumns", "ReportingServiceNoMeasureSelected", "2017" ->
                        "It knows no column of that name: check report.conversions-column and report.value-column.";
                    default -> "It is asked again tomorrow.";
                };
    }

    private static String later() {
        return "It takes no more requests just now: ask again in some minutes, it is asked again tomorrow anyway.";
    }

    /** The name of the first error or, where there is none, its number; the numbers are the documents' of 2024. */
    static String code(JsonNode body) {
        for (String list : new String[] {"Errors", "OperationErrors", "BatchErrors"}) {
            JsonNode error = body.path(list).path(0);
            if (error.isObject()) {
                return MicrosoftAdsError.code(error);
            }
        }
        return "";
    }
}
