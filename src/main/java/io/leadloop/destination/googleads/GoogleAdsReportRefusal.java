package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.http.OutsideAnswer;

/** Says in words why the Google Ads API gave no report: its code, never its text, which repeats the request. */
final class GoogleAdsReportRefusal {

    private static final int TOO_MANY = 429;

    private GoogleAdsReportRefusal() {}

    static String words(OutsideAnswer answer, String customer) {
        String code = code(answer.json().path("error"));
        String said =
                "Google gives no report of account " + customer + " (HTTP " + answer.status() + " " + code + "). ";
        if (answer.status() == TOO_MANY) {
            return said + "It is asked again tomorrow.";
        }
        return said
                + switch (code) {
                    case "DEVELOPER_TOKEN_NOT_APPROVED", "DEVELOPER_TOKEN_PROHIBITED", "DEVELOPER_TOKEN_INVALID" ->
                        "The developer token may not read this account: it needs Basic access, from the manager account's"
                                + " API centre.";
                    case "REQUESTED_METRICS_FOR_MANAGER" ->
                        "It is a manager account, which has no figures: name the accounts below it in report.customer-ids.";
                    case "USER_PERMISSION_DENIED", "CUSTOMER_NOT_ENABLED", "CUSTOMER_NOT_FOUND" ->
                        "The user that signs in must see this account; through a manager account, set login-customer-id.";
                    case "UNSUPPORTED_VERSION" -> "Set report.api-version to one that Google still serves.";
                    default -> "It is asked again tomorrow.";
                };
    }

    /** Why no conversion action of that name was made. */
    static String ofAction(OutsideAnswer answer, String name) {
        String code = code(answer.json().path("error"));
        return switch (code) {
            case "DUPLICATE_NAME" ->
                "The account has an action of the name '" + name
                        + "' already. Choose that one for the stage in the pipeline, or take another name.";
            case "DEVELOPER_TOKEN_NOT_APPROVED", "DEVELOPER_TOKEN_PROHIBITED", "DEVELOPER_TOKEN_INVALID" ->
                "The developer token may not change this account: it needs Basic access, from the manager account's API centre.";
            case "USER_PERMISSION_DENIED" ->
                "The user that signs in may not change this account; through a manager account, set login-customer-id.";
            case "MUTATE_NOT_ALLOWED", "CREATION_NOT_SUPPORTED" ->
                "Google does not let this account make actions by its API (" + code
                        + "). Make it in Google Ads, Goals.";
            default ->
                "Google made no action (HTTP " + answer.status() + " " + code + "). Make it in Google Ads, Goals.";
        };
    }

    private static String code(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode one : detail.path("errors")) {
                for (JsonNode value : one.path("errorCode")) {
                    return closed(value.asText(""));
                }
            }
        }
        return closed(error.path("status").asText(""));
    }

    private static String closed(String word) {
        return word.matches("[A-Z_]{1,60}") ? word : "unsaid";
    }
}
