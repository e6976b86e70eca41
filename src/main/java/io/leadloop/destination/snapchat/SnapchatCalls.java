package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** GETs of Snapchat's Marketing API below the ad account ({@code /v1/adaccounts/ID}), signed in by a refresh token. */
final class SnapchatCalls {

    private static final int MOST_PAGES = 200;

    private final SnapchatReportProperties properties;
    private final AccountReads reads;
    private final AccessToken token;

    SnapchatCalls(
            AccountName name,
            SnapchatReportProperties properties,
            AccountReads reads,
            OutsideHttp http,
            RefreshTokens tokens,
            Clock clock) {
        this.properties = properties;
        this.reads = reads;
        this.token = AccessToken.byRefreshToken(
                name.id(),
                new AccessToken.Client(
                        Objects.requireNonNull(properties.clientId()),
                        Objects.requireNonNull(properties.clientSecret()),
                        Objects.requireNonNull(properties.refreshToken()),
                        properties.tokenUri(),
                        null),
                tokens,
                http,
                clock);
    }

    /** @param path below the ad account, with its query; empty for the account itself */
    JsonNode get(String path) throws Unavailable {
        return get(address(path));
    }

    /** The page at this path and those after it, whose addresses each page tells. */
    List<JsonNode> pages(String path) throws Unavailable {
        List<JsonNode> pages = new ArrayList<>();
        URI address = address(path);
        while (pages.size() < MOST_PAGES) {
            JsonNode page = get(address);
            pages.add(page);
            String next = page.path("paging").path("next_link").asText("");
            if (next.isEmpty()) {
                return pages;
            }
            // The token goes to no other host than the configured one.
            if (!next.startsWith(properties.baseUrl() + "/")) {
                throw reads.unreadable("a next page on another host");
            }
            address = URI.create(next);
        }
        throw reads.unreadable("a report that does not end");
    }

    /** A success of the request may hide the failure of its part. */
    JsonNode part(JsonNode answer, JsonNode part) throws Unavailable {
        boolean isSuccess = answer.path("request_status").asText("").equalsIgnoreCase("success")
                && part.path("sub_request_status").asText("").equalsIgnoreCase("success");
        if (!isSuccess) {
            throw reads.unreadable(
                    "no success in its answer: the user of the token may not see all of the ad account, or"
                            + " report.ad-account-id is not one of theirs");
        }
        return part;
    }

    private URI address(String path) {
        return URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/adaccounts/"
                + properties.adAccountId() + path);
    }

    private JsonNode get(URI address) throws Unavailable {
        return reads.get(token, address, headers -> {});
    }
}
