package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** GET calls of the Business API with the token that reads reports; a refusal becomes words. */
final class TikTokReportCalls {

    private static final String PLATFORM = "TikTok";
    private static final int TOO_MANY = 429;

    /** Codes of the Business API ("Appendix - Return Codes"; those of TikTokResponse). */
    private static final Set<Integer> THROTTLED = Set.of(40016, 40100, 40132, 40133, 61000);

    private static final Set<Integer> TOKEN = Set.of(40102, 40104, 40105);
    private static final Set<Integer> PERMISSION = Set.of(40001, 40113);
    private static final int PARAMETER = 40002;

    private final String service;
    private final TikTokReportProperties properties;
    private final OutsideHttp http;

    /** @param service the version's address, such as {@code https://business-api.tiktok.com/open_api/v1.3} */
    TikTokReportCalls(String service, TikTokReportProperties properties, OutsideHttp http) {
        this.service = service;
        this.properties = properties;
        this.http = http;
    }

    /**
     * What stands under {@code data}.
     *
     * @param path below the version, with a slash at both ends
     */
    JsonNode get(String path, Map<String, String> parameters) throws Unavailable {
        String query = parameters.entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        URI address = URI.create(service + path + "?" + query);
        OutsideAnswer answer = ReportCall.of(
                PLATFORM,
                "",
                () -> http.get(address, headers -> headers.set("Access-Token", properties.accessToken())));
        JsonNode body = answer.json();
        if (answer.isSuccess() && body.path("code").isInt() && body.path("code").asInt() == 0) {
            return body.path("data");
        }
        throw new Unavailable(words(answer));
    }

    private String words(OutsideAnswer answer) {
        int code = answer.json().path("code").asInt(0);
        String said = ReportCall.refused(
                PLATFORM, String.valueOf(properties.advertiserId()), answer, code == 0 ? "" : Integer.toString(code));
        if (answer.status() == TOO_MANY || THROTTLED.contains(code)) {
            return said
                    + "It takes no more requests just now: ask again in some minutes, it is asked again tomorrow anyway.";
        }
        if (TOKEN.contains(code)) {
            return said + "The report.access-token is not valid any more: have the advertiser authorise the app again.";
        }
        if (PERMISSION.contains(code)) {
            return said
                    + "The report.access-token may not read this advertiser: the app needs the permission Reporting (for its pixels: Measurement), and"
                    + " the advertiser that authorised it must be report.advertiser-id.";
        }
        if (code == PARAMETER) {
            return said
                    + "It takes one of the parameters not: check report.advertiser-id and the metrics in report.columns"
                    + " and report.value-columns.";
        }
        return said + "It is asked again tomorrow.";
    }
}
