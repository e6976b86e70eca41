package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.util.Objects;
import org.springframework.http.HttpHeaders;

/** Calls of the Ads API with its own key; a refusal becomes words. */
final class OpenAiAdsReportCalls {

    private static final String PLATFORM = "OpenAI";
    private static final int TOO_LARGE = 413;

    private final OpenAiAdsReportProperties properties;
    private final OutsideHttp http;

    OpenAiAdsReportCalls(OpenAiAdsReportProperties properties, OutsideHttp http) {
        this.properties = properties;
        this.http = http;
    }

    OpenAiAdsAccount account() throws Unavailable {
        URI uri = address("/ad_account");
        return OpenAiAdsAccount.of(read(ReportCall.of(PLATFORM, "", () -> http.get(uri, this::headers))));
    }

    /** @param query after the question mark, encoded */
    JsonNode get(String path, String query) throws Unavailable {
        URI uri = address(path + "?" + query);
        return list(read(ReportCall.of(PLATFORM, "", () -> http.get(uri, this::headers))));
    }

    /** Throws TooLarge where the report has more rows than OpenAI gives in one answer. */
    JsonNode post(String path, JsonNode body) throws Unavailable, TooLarge {
        URI uri = address(path);
        OutsideAnswer answer = ReportCall.of(PLATFORM, "", () -> http.post(uri, body, this::headers));
        if (answer.status() == TOO_LARGE) {
            throw new TooLarge();
        }
        return list(read(answer));
    }

    private URI address(String path) {
        return URI.create(properties.baseUrl() + "/" + properties.apiVersion() + path);
    }

    /** Some of Java's own names for a client are turned away at the door. */
    private void headers(HttpHeaders headers) {
        headers.setBearerAuth(Objects.requireNonNull(properties.apiKey()));
        headers.set(HttpHeaders.USER_AGENT, "leadloop");
    }

    private static JsonNode list(JsonNode answer) throws Unavailable {
        if (answer.path("data").isArray()) {
            return answer;
        }
        throw new Unavailable("OpenAI's report cannot be read. It is asked again tomorrow.");
    }

    private static JsonNode read(OutsideAnswer answer) throws Unavailable {
        if (answer.isSuccess() && answer.json().isObject()) {
            return answer.json();
        }
        JsonNode error = answer.json().path("error");
        String code = error.path("code").asText(error.path("type").asText(""));
        throw new Unavailable(ReportCall.refused(PLATFORM, "of report.api-key", answer, code)
                + switch (answer.status()) {
                    case 401 -> "The report.api-key is not valid any more: make a new Ads API key in the Ads Manager.";
                    case 403, 404 ->
                        "The ad account may not use this API: the report.api-key must be an Ads API key of it, not the"
                                + " Conversions API key; else ask OpenAI to enable it.";
                    case 429 ->
                        "It takes no more requests just now: ask again in some minutes, it is asked again tomorrow anyway.";
                    case 400 ->
                        "It takes the request not: check report.attribution-window-days and"
                                + " report.view-through-window-days.";
                    default -> "It is asked again tomorrow.";
                });
    }

    static final class TooLarge extends Exception {
        private static final long serialVersionUID = 1;
    }
}
