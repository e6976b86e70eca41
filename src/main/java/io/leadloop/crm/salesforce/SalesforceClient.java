package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmErrorText;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.TokenRefusal;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.OutsideHttp.NoAnswer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/**
 * Client for one organisation's REST API. After a refused sign-in or an exhausted request limit it makes no calls for a
 * while.
 */
final class SalesforceClient {

    private static final Duration AFTER_REFUSAL = Duration.ofMinutes(1);
    private static final Duration AFTER_LIMIT = Duration.ofMinutes(15);
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int MOST_WORDS = 300;
    private static final String TOKEN_ADVICE =
            "Check client-id, client-secret or key of the source, the External Client App and its run-as user.";

    private final URI base;
    private final String root;
    private final AccessToken token;
    private final OutsideHttp http;
    private final ApiUsage usage;
    private final Clock clock;
    private volatile @Nullable Quiet quiet;

    private record Quiet(Instant until, CrmUnavailable.Kind kind, String why) {}

    @FunctionalInterface
    private interface Request {
        OutsideAnswer send(String accessToken) throws NoAnswer;
    }

    SalesforceClient(URI base, String apiVersion, AccessToken token, OutsideHttp http, ApiUsage usage, Clock clock) {
        this.base = base;
        this.root = "/services/data/" + apiVersion;
        this.token = token;
        this.http = http;
        this.usage = usage;
        this.clock = clock;
    }

    ApiUsage usage() {
        return usage;
    }

    /** Updates {@link ApiUsage} by the cheapest request. */
    void refreshUsage() throws CrmUnavailable {
        understood(get(root + "/limits"));
    }

    /** All records of the query, page by page. */
    List<JsonNode> query(String soql) throws CrmUnavailable {
        return all("/query", soql);
    }

    /** The same with records that were deleted or merged. */
    List<JsonNode> queryAll(String soql) throws CrmUnavailable {
        return all("/queryAll", soql);
    }

    private List<JsonNode> all(String resource, String soql) throws CrmUnavailable {
        List<JsonNode> records = new ArrayList<>();
        String next = root + resource + "?q=" + URLEncoder.encode(soql, StandardCharsets.UTF_8);
        while (next != null) {
            JsonNode page = understood(get(next));
            if (!page.path("records").isArray()) {
                throw new CrmUnavailable("Salesforce answered a query with something else than records.", null);
            }
            page.path("records").forEach(records::add);
            next = page.path("done").asBoolean(true) ? null : nextPage(page);
        }
        return records;
    }

    /** A path of this organisation only: the token goes nowhere else. */
    private String nextPage(JsonNode page) throws CrmUnavailable {
        String next = page.path("nextRecordsUrl").asText();
        if (!next.startsWith("/services/data/")) {
            throw new CrmUnavailable("Salesforce did not say where its next page is.", null);
        }
        return next;
    }

    /** What the object looks like to our user; empty where our user has no such object. */
    Optional<JsonNode> describe(String object) throws CrmUnavailable {
        OutsideAnswer answer = get(root + "/sobjects/" + object + "/describe");
        return answer.status() == NOT_FOUND ? Optional.empty() : Optional.of(understood(answer));
    }

    /** One result for each record, in order. */
    JsonNode patch(String path, JsonNode body) throws CrmUnavailable {
        URI uri = base.resolve(root + path);
        return understood(ask(it -> http.patch(uri, body, headers -> headers.setBearerAuth(it), usage::read)));
    }

    private OutsideAnswer get(String path) throws CrmUnavailable {
        URI uri = base.resolve(path);
        return ask(it -> http.get(uri, headers -> headers.setBearerAuth(it), usage::read));
    }

    private OutsideAnswer ask(Request request) throws CrmUnavailable {
        Quiet now = quiet;
        if (now != null && clock.instant().isBefore(now.until())) {
            throw new CrmUnavailable(now.kind(), now.why(), Duration.between(clock.instant(), now.until()));
        }
        try {
            return token.call(request::send);
        } catch (NoAnswer e) {
            throw new CrmUnavailable("Salesforce did not answer: " + e.getMessage(), null);
        } catch (OAuth2AuthorizationException e) {
            throw signIn(TokenRefusal.of("Salesforce", TOKEN_ADVICE, e));
        }
    }

    private CrmUnavailable signIn(CrmUnavailable failure) {
        return failure.isRefusal() ? quiet(AFTER_REFUSAL, failure.kind(), failure.words()) : failure;
    }

    private JsonNode understood(OutsideAnswer answer) throws CrmUnavailable {
        if (answer.isSuccess()) {
            return answer.json();
        }
        JsonNode error = answer.json().path(0);
        String code = error.path("errorCode").asText("HTTP " + answer.status());
        if (answer.status() == TOO_MANY || code.equals("REQUEST_LIMIT_EXCEEDED")) {
            Duration asked = answer.retryAfter();
            throw quiet(
                    asked == null ? AFTER_LIMIT : asked,
                    CrmUnavailable.Kind.OUTAGE,
                    "Salesforce's request limit is used up (" + code + "). It is asked again later.");
        }
        if (answer.status() == UNAUTHORIZED) {
            throw quiet(
                    AFTER_REFUSAL,
                    CrmUnavailable.Kind.SIGN_IN_REFUSED,
                    "Salesforce refuses a new token too (" + code + "). Check the app's policies."
                            + CrmErrorText.of(answer));
        }
        if (answer.status() >= SERVER_ERROR) {
            throw new CrmUnavailable("Salesforce is not available (" + code + ").", answer.retryAfter());
        }
        if (answer.status() == FORBIDDEN) {
            throw new CrmUnavailable(
                    CrmUnavailable.Kind.ACCESS_DENIED,
                    "Salesforce does not allow this call (403 " + code
                            + "). The app's user has to see what LeadLoop asks" + " for." + CrmErrorText.of(answer),
                    null);
        }
        String words = error.path("message").asText().replaceAll("\\s+", " ").strip();
        throw new CrmUnavailable(
                CrmUnavailable.Kind.BAD_REQUEST,
                "Salesforce refuses the request (" + code + "): "
                        + words.substring(Math.max(0, words.length() - MOST_WORDS)),
                null);
    }

    private CrmUnavailable quiet(Duration time, CrmUnavailable.Kind kind, String why) {
        quiet = new Quiet(clock.instant().plus(time), kind, why);
        return new CrmUnavailable(kind, why, time);
    }

    /** How much of the organisation's daily requests is used, as its last answer said. */
    static final class ApiUsage {

        private static final Pattern SHARE = Pattern.compile("(?<![\\w-])api-usage=(\\d{1,12})/(\\d{1,12})");

        private volatile double share = Double.NaN;

        void read(HttpHeaders headers) {
            String info = headers.getFirst("Sforce-Limit-Info");
            Matcher found = SHARE.matcher(info == null ? "" : info);
            if (found.find() && Long.parseLong(found.group(2)) > 0) {
                share = (double) Long.parseLong(found.group(1)) / Long.parseLong(found.group(2));
            }
        }

        /** 0 to 1 or, where Salesforce allows it, a little more; not a number until Salesforce said so. */
        double share() {
            return share;
        }
    }
}
