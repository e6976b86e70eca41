package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.FakePlatform.Heard;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reddit's Ads API v3 as clients that were run against it have it: a report is a POST with fields in capitals, times with a Z
 * (Reddit's own 400 names the format), at most three breakdowns, and {@code pagination.next_url} with {@code page.token}, to
 * which the same body is sent again; costs in millionths, {@code CONVERSION_*_TOTAL_VALUE} in hundredths ("Divide by 100",
 * ads-api.reddit.com/docs/v3/operations/Get%20A%20Report as PostHog quotes it). Tokens by HTTP Basic and with a User-Agent of
 * one's own. What it does not know it refuses.
 */
final class FakeRedditReporting implements AutoCloseable {

    private static final Set<String> BODY =
            Set.of("starts_at", "ends_at", "time_zone_id", "breakdowns", "fields", "filter");
    private static final Set<String> FIELDS = Set.of(
            "SPEND",
            "CLICKS",
            "CONVERSION_LEAD_CLICKS",
            "CONVERSION_LEAD_VIEWS",
            "CONVERSION_LEAD_TOTAL_VALUE",
            "CONVERSION_SIGN_UP_CLICKS",
            "CONVERSION_SIGN_UP_VIEWS",
            "CONVERSION_SIGNUP_TOTAL_VALUE",
            "CONVERSION_PURCHASE_CLICKS",
            "CONVERSION_PURCHASE_VIEWS",
            "CONVERSION_PURCHASE_TOTAL_VALUE",
            "KEY_CONVERSION_TOTAL_COUNT");

    private static final String TIME = "\\d{4}-\\d{2}-\\d{2}T\\d{2}:00:00Z";

    private final FakePlatform platform = new FakePlatform().answersRequestsBy(this::answer);
    private final ObjectMapper json = new ObjectMapper();
    private final List<Map<String, Object>> rows = new ArrayList<>();
    private int rowsOfAPage = 100;
    /** One a page. */
    final List<String> pixels = new ArrayList<>();

    String lastFiredAt = "{\"data\":{}}";
    boolean pixelsNeverEnd;
    private String zone = "Europe/Berlin";
    private String approval = "APPROVED";
    private @Nullable String nextAddress;

    URI address() {
        return platform.address();
    }

    /** @param values of the day's row, by fields in small letters; with {@code campaign_id} a campaign's */
    FakeRedditReporting reports(String day, Map<String, Object> values) {
        ObjectNode row = json.valueToTree(values);
        row.put("date", day);
        rows.add(json.convertValue(row, json.getTypeFactory().constructMapType(Map.class, String.class, Object.class)));
        return this;
    }

    void forgets() {
        rows.clear();
    }

    void givesRowsOfAPage(int most) {
        rowsOfAPage = most;
    }

    void keepsDaysOf(String zoneId) {
        zone = zoneId;
    }

    void isStopped() {
        approval = "SUSPENDED";
    }

    void namesNextPage(String address) {
        nextAddress = address;
    }

    void answersNext(Answer answer) {
        platform.answers(answer);
    }

    List<Heard> requests() {
        return platform.requests();
    }

    static Answer refusal(int status) {
        return Answer.of(status, "{\"error\":{\"code\":" + status + ",\"message\":\"secret words\"}}");
    }

    private Answer answer(Heard request) {
        if (!request.header("User-Agent").startsWith("server:leadloop")) {
            return refusal(429);
        }
        if (request.path().equals("/access_token")) {
            return token(request);
        }
        if (!request.header("Authorization").equals("Bearer report-token")) {
            return refusal(401);
        }
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /api/v3/ad_accounts/a2_abc" ->
                    Answer.of(
                            200,
                            ("{\"data\":{\"id\":\"a2_abc\",\"name\":\"Brand UK\",\"currency\":\"GBP\",\"time_zone_id\":\"%s\","
                                            + "\"admin_approval\":\"%s\"}}")
                                    .formatted(zone, approval));
                case "GET /api/v3/ad_accounts/a2_abc/campaigns" ->
                    Answer.of(
                            200, "{\"data\":[{\"id\":\"c1\",\"name\":\"Spring\"}],\"pagination\":{\"next_url\":null}}");
                case "POST /api/v3/ad_accounts/a2_abc/reports" -> report(request);
                case "GET /api/v3/ad_accounts/a2_abc/pixels" -> pixels(request);
                case "GET /api/v3/pixels/a2_pixel/last_fired_at" -> Answer.of(200, lastFiredAt);
                default -> refusal(404);
            };
        } catch (IOException | RuntimeException e) {
            return refusal(400);
        }
    }

    /** facts/accounts.md 7.3: the address of the next page is to be followed unchanged. */
    private Answer pixels(Heard request) {
        int page = request.query().containsKey("page.token")
                ? Integer.parseInt(request.query().get("page.token").get(0))
                : 0;
        boolean isLast = page + 1 >= pixels.size() && !pixelsNeverEnd;
        String next = isLast ? "null" : "\"" + address() + request.path() + "?page.token=" + (page + 1) + "\"";
        String one = pixels.isEmpty() ? "" : pixels.get(Math.min(page, pixels.size() - 1));
        return Answer.of(200, "{\"data\":[" + one + "],\"pagination\":{\"next_url\":" + next + "}}");
    }

    private static Answer token(Heard request) {
        String basic = "Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
        boolean isGood = request.header("Authorization").equals(basic)
                && request.body().equals("grant_type=refresh_token&refresh_token=refresh");
        return isGood
                ? Answer.of(200, "{\"access_token\":\"report-token\",\"expires_in\":86400,\"token_type\":\"bearer\"}")
                : Answer.of(400, "{\"error\":\"invalid_grant\"}");
    }

    private Answer report(Heard request) throws IOException {
        JsonNode body = json.readTree(request.body());
        JsonNode data = body.path("data");
        List<String> breakdowns =
                data.path("breakdowns").valueStream().map(JsonNode::asText).toList();
        boolean isKnown = body.size() == 1
                && data.propertyStream().allMatch(it -> BODY.contains(it.getKey()))
                && data.path("fields").valueStream().allMatch(it -> FIELDS.contains(it.asText()))
                && !data.path("fields").isEmpty()
                && data.path("starts_at").asText().matches(TIME)
                && data.path("ends_at").asText().matches(TIME)
                && Set.of("DATE", "CAMPAIGN_ID").containsAll(breakdowns)
                && breakdowns.contains("DATE")
                && Set.of("page.size", "page.token").containsAll(request.query().keySet());
        if (!isKnown) {
            return refusal(400);
        }
        ZoneId days = ZoneId.of(data.path("time_zone_id").asText());
        Instant from = Instant.parse(data.path("starts_at").asText());
        Instant until = Instant.parse(data.path("ends_at").asText());
        // A day that is touched has a row, as where half an hour of it lies in the rounded times.
        List<Map<String, Object>> all = rows.stream()
                .filter(it -> {
                    LocalDate day = LocalDate.parse(String.valueOf(it.get("date")));
                    return day.atStartOfDay(days).toInstant().isBefore(until)
                            && day.plusDays(1).atStartOfDay(days).toInstant().isAfter(from);
                })
                .toList();
        int page = request.query().containsKey("page.token")
                ? Integer.parseInt(request.query().get("page.token").get(0))
                : 0;
        return page(request, data.path("fields"), breakdowns, all, page);
    }

    private Answer page(
            Heard request, JsonNode fields, List<String> breakdowns, List<Map<String, Object>> all, int page) {
        ObjectNode answer = json.createObjectNode();
        ArrayNode metrics = answer.putObject("data").putArray("metrics");
        all.stream().skip((long) page * rowsOfAPage).limit(rowsOfAPage).forEach(row -> {
            ObjectNode told = metrics.addObject().put("date", String.valueOf(row.get("date")));
            if (breakdowns.contains("CAMPAIGN_ID")) {
                told.put("campaign_id", String.valueOf(row.get("campaign_id")));
            }
            fields.forEach(it -> told.set(
                    it.asText().toLowerCase(Locale.ROOT),
                    json.valueToTree(row.get(it.asText().toLowerCase(Locale.ROOT)))));
        });
        ObjectNode pagination = answer.putObject("pagination");
        if ((page + 1) * rowsOfAPage < all.size()) {
            String next = address() + request.path() + "?page.size=100&page.token=" + (page + 1);
            pagination.put("next_url", nextAddress == null ? next : nextAddress);
        } else {
            pagination.putNull("next_url");
        }
        return Answer.of(200, answer.toString());
    }

    @Override
    public void close() {
        platform.close();
    }
}
