package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.springframework.http.HttpHeaders;

/** Calls of the Ads API with the token that reads reports; a refusal becomes words. */
final class RedditReportCalls {

    private static final String PLATFORM = "Reddit";
    private static final String SIGN_IN =
            "Get a new report.refresh-token with the scope adsread and duration=permanent.";
    private static final int MOST_PAGES = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final String account;
    private final String userAgent;
    private final URI address;
    private final OutsideHttp http;
    private final AccessToken token;

    /** @param address of the ad account, such as {@code https://ads-api.reddit.com/api/v3/ad_accounts/a2_abc} */
    RedditReportCalls(URI address, String account, String userAgent, OutsideHttp http, AccessToken token) {
        this.address = address;
        this.account = account;
        this.userAgent = userAgent;
        this.http = http;
        this.token = token;
    }

    RedditAccount account() throws Unavailable {
        return RedditAccount.of(ask(address, http::get).path("data"));
    }

    /** The rows of all pages; the body is sent again with each. */
    List<JsonNode> report(ObjectNode body) throws Unavailable {
        return pages("/reports", "/data/metrics", (uri, headers) -> http.post(uri, body, headers));
    }

    /** The campaigns' names by their ids. */
    Map<String, String> campaigns() throws Unavailable {
        Map<String, String> names = new HashMap<>();
        for (JsonNode campaign : pages("/campaigns", "/data", http::get)) {
            names.put(campaign.path("id").asText(""), campaign.path("name").asText(""));
        }
        return names;
    }

    List<JsonNode> pixels() throws Unavailable {
        return pages("/pixels", "/data", http::get);
    }

    /** When each event of a pixel came last. */
    JsonNode lastFiredAt(String pixel) throws Unavailable {
        String path = "../pixels/" + URLEncoder.encode(pixel, StandardCharsets.UTF_8) + "/last_fired_at";
        return ask(address.resolve(path), http::get).path("data");
    }

    /** The address of the next page is taken as it is told. */
    private List<JsonNode> pages(String path, String rows, Request request) throws Unavailable {
        List<JsonNode> all = new ArrayList<>();
        URI page = URI.create(address + path + "?page.size=100");
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            URI asked = page;
            JsonNode answer = ask(asked, request);
            JsonNode told = answer.at(rows);
            if (!told.isArray()) {
                throw new Unavailable("Reddit's report cannot be read. It is asked again tomorrow.");
            }
            told.forEach(all::add);
            JsonNode next = answer.at("/pagination/next_url");
            if (!next.isTextual() || next.asText().isEmpty()) {
                return all;
            }
            page = checked(next.asText(), path);
        }
        throw new Unavailable("Reddit's report of account " + account + " does not end.");
    }

    /** The token goes to no other host than the configured one. */
    private URI checked(String next, String path) throws Unavailable {
        try {
            URI uri = URI.create(next);
            if (address.getScheme().equals(uri.getScheme())
                    && address.getAuthority().equals(uri.getAuthority())
                    && String.valueOf(uri.getPath()).equals(address.getPath() + path)) {
                return uri;
            }
        } catch (IllegalArgumentException unreadable) {
            // said below
        }
        throw new Unavailable("Reddit named a next page of its report that is not of its own API, so it is not read.");
    }

    private JsonNode ask(URI uri, Request request) throws Unavailable {
        OutsideAnswer answer = ReportCall.of(
                PLATFORM,
                SIGN_IN,
                () -> token.call(bearer -> request.with(uri, headers -> {
                    headers.setBearerAuth(bearer);
                    headers.set(HttpHeaders.USER_AGENT, userAgent);
                })));
        if (answer.isSuccess() && answer.json().path("data").isContainerNode()) {
            return answer.json();
        }
        throw new Unavailable(words(answer));
    }

    private String words(OutsideAnswer answer) {
        String said = ReportCall.refused(
                PLATFORM, account, answer, answer.json().at("/error/code").asText(""));
        return said
                + switch (answer.status()) {
                    case UNAUTHORIZED -> SIGN_IN;
                    case FORBIDDEN, NOT_FOUND ->
                        "The user that signs in must see this ad account, and the token must carry the scope adsread. Check"
                                + " report.ad-account-id.";
                    case TOO_MANY ->
                        "It takes no more requests just now: ask again in some minutes, it is asked again tomorrow anyway.";
                    case 400 ->
                        "It takes the request not: check report.ad-account-id and the names in report.columns and"
                                + " report.value-columns.";
                    default -> "It is asked again tomorrow.";
                };
    }

    private interface Request {
        OutsideAnswer with(URI uri, Consumer<HttpHeaders> headers) throws OutsideHttp.NoAnswer;
    }
}
