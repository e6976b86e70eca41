package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import java.net.URI;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An ad account, its campaigns and statistics, as Snap's pages "Measurement", "API patterns" and "Ad accounts" tell them
 * (developers.snap.com/api/marketing-api/Ads-API): a success may hide a failed part, lists give the address of their next page, a day
 * begins at midnight of the account and its end is no part of it, money is in millionths.
 */
public final class FakeSnapchatStats implements AutoCloseable {

    private static final Set<String> FIELDS = Set.of(
            "spend", "conversion_purchases", "conversion_purchases_value", "conversion_sign_ups", "custom_event_1");

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    private final ObjectMapper json = new ObjectMapper();
    private final List<Row> rows = new ArrayList<>();
    /** Of each its id, name, status and effective status. */
    final List<List<String>> pixels = new ArrayList<>();

    private final Map<String, String> campaigns = new LinkedHashMap<>();
    private final FakeReportApi api = new FakeReportApi(this::answer);

    String zone = "America/Los_Angeles";
    String currency = "USD";
    String status = "ACTIVE";
    boolean isTest;
    boolean hidesAFailure;
    boolean hasSuffix;
    boolean pixelsNeverEnd;
    /** Items of one page at most. */
    int page = 1_000;

    @Nullable
    String otherHost;

    String processedUntil = "2026-10-03T00:00:00.000-07:00";

    private record Row(String campaign, LocalDate day, String time, String source, String field, long value) {}

    public URI address() {
        return api.address();
    }

    FakeReportApi api() {
        return api;
    }

    void campaign(String id, String name) {
        campaigns.put(id, name);
    }

    public void counted(String campaign, String day, String time, String source, String field, long value) {
        rows.add(new Row(campaign, LocalDate.parse(day), time, source, field, value));
    }

    public void spent(String campaign, String day, long micros) {
        rows.add(new Row(campaign, LocalDate.parse(day), "", "", "spend", micros));
    }

    public void forgets() {
        rows.clear();
    }

    private Answer answer(Asked asked) {
        if (asked.path().equals("/login/oauth2/access_token")) {
            boolean isRight = asked.body().contains("grant_type=refresh_token")
                    && asked.body().contains("refresh_token=refresh")
                    && asked.body().contains("client_secret=secret");
            return isRight
                    ? new Answer(
                            200, "{\"access_token\":\"report-token\",\"expires_in\":3600,\"token_type\":\"Bearer\"}")
                    : new Answer(400, "{\"error\":\"invalid_grant\"}");
        }
        if (!asked.header("Authorization").equals("Bearer report-token")) {
            return error(401, "E1001");
        }
        return switch (asked.path()) {
            case "/v1/adaccounts/acc-1" ->
                asked.query().isEmpty() ? wrapped("adaccounts", account(), "adaccount") : error(400, "E1008");
            case "/v1/adaccounts/acc-1/campaigns" -> campaigns(asked);
            case "/v1/adaccounts/acc-1/stats" -> stats(asked);
            case "/v1/adaccounts/acc-1/pixels" -> pixels(asked);
            default -> error(404, "E1005");
        };
    }

    private ObjectNode account() {
        return json.createObjectNode()
                .put("id", "acc-1")
                .put("name", "Alpine Doors")
                .put("type", "PARTNER")
                .put("status", status)
                .put("currency", currency)
                .put("timezone", zone)
                .put("test", isTest);
    }

    private Answer wrapped(String list, ObjectNode item, String name) {
        ObjectNode answer = envelope();
        answer.putArray(list).add(part(name, item));
        return new Answer(200, answer.toString());
    }

    private ObjectNode envelope() {
        return json.createObjectNode().put("request_status", "SUCCESS").put("request_id", "r1");
    }

    private ObjectNode part(String name, ObjectNode item) {
        ObjectNode part = json.createObjectNode();
        part.put("sub_request_status", hidesAFailure ? "ERROR" : "SUCCESS");
        if (!hidesAFailure) {
            part.set(name, item);
        }
        return part;
    }

    private Answer campaigns(Asked asked) {
        int limit = asked.of("limit").isEmpty() ? 0 : Integer.parseInt(asked.of("limit"));
        if (!asked.wrong(Set.of("limit"), Set.of("cursor")).isEmpty() || limit < 50 || limit > 1000) {
            return error(400, "E1008");
        }
        List<String> ids = new ArrayList<>(campaigns.keySet());
        ObjectNode answer = envelope();
        ArrayNode list = answer.putArray("campaigns");
        page(asked, ids, answer)
                .forEach(id -> list.add(
                        part("campaign", json.createObjectNode().put("id", id).put("name", campaigns.get(id)))));
        return new Answer(200, answer.toString());
    }

    /** Page "Snap Pixel": the states of its example, and an address of the next page as "API patterns" has it. */
    private Answer pixels(Asked asked) {
        if (!asked.wrong(Set.of(), Set.of("limit", "cursor")).isEmpty()) {
            return error(400, "E1008");
        }
        int from = asked.of("cursor").isEmpty() ? 0 : Integer.parseInt(asked.of("cursor"));
        int end = Math.min(pixels.size(), from + page);
        ObjectNode answer = envelope();
        ArrayNode list = answer.putArray("pixels");
        pixels.subList(from, end)
                .forEach(it -> list.add(part(
                        "pixel",
                        json.createObjectNode()
                                .put("id", it.get(0))
                                .put("name", it.get(1))
                                .put("status", it.get(2))
                                .put("effective_status", it.get(3))
                                .put("ad_account_id", "acc-1")
                                .put("pixel_javascript", "<!-- Snap Pixel Code -->"))));
        if (end < pixels.size() || pixelsNeverEnd) {
            answer.putObject("paging")
                    .put("next_link", address() + asked.path() + "?cursor=" + (pixelsNeverEnd ? 0 : end));
        }
        return new Answer(200, answer.toString());
    }

    private <T> List<T> page(Asked asked, List<T> all, ObjectNode answer) {
        int from = asked.of("cursor").isEmpty() ? 0 : Integer.parseInt(asked.of("cursor"));
        int end = Math.min(all.size(), from + Math.min(page, Integer.parseInt(asked.of("limit"))));
        if (end < all.size()) {
            StringBuilder next = new StringBuilder(otherHost == null ? address().toString() : otherHost)
                    .append(asked.path())
                    .append("?cursor=")
                    .append(end);
            asked.query().forEach((name, value) -> {
                if (!name.equals("cursor")) {
                    next.append('&')
                            .append(name)
                            .append('=')
                            .append(java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8));
                }
            });
            answer.putObject("paging").put("next_link", next.toString());
        }
        return all.subList(from, end);
    }

    private Answer stats(Asked asked) {
        Set<String> needed = Set.of("granularity", "fields", "start_time", "end_time", "breakdown", "limit");
        Set<String> possible = Set.of(
                "action_report_time",
                "conversion_source_types",
                "swipe_up_attribution_window",
                "view_attribution_window",
                "omit_empty",
                "cursor");
        List<String> fields = Arrays.asList(asked.of("fields").split(","));
        String time = asked.query().getOrDefault("action_report_time", "conversion");
        boolean isWrong = !asked.wrong(needed, possible).isEmpty()
                || !asked.of("granularity").equals("DAY")
                || !asked.of("breakdown").equals("campaign")
                || !FIELDS.containsAll(fields)
                || !Set.of("conversion", "impression").contains(time)
                || !Set.of("1_DAY", "7_DAY", "28_DAY")
                        .contains(asked.query().getOrDefault("swipe_up_attribution_window", "28_DAY"))
                || !Set.of("none", "1_HOUR", "3_HOUR", "6_HOUR", "1_DAY", "7_DAY")
                        .contains(asked.query().getOrDefault("view_attribution_window", "1_DAY"))
                || !Set.of("web", "app", "offline", "total", "total_off_platform", "total_on_platform")
                        .contains(asked.query().getOrDefault("conversion_source_types", "total"));
        if (isWrong) {
            return error(400, "E1008");
        }
        OffsetDateTime start = OffsetDateTime.parse(asked.of("start_time"));
        OffsetDateTime end = OffsetDateTime.parse(asked.of("end_time"));
        if (!isMidnight(start) || !isMidnight(end)) {
            return error(400, "E3002");
        }
        String source = asked.query().getOrDefault("conversion_source_types", "total");
        Map<String, Map<LocalDate, ObjectNode>> found = new TreeMap<>();
        rows.stream()
                .filter(it -> fields.contains(it.field()))
                .filter(it -> it.field().equals("spend")
                        || it.time().equals(time) && it.source().equals(source))
                .filter(it ->
                        !it.day().isBefore(start.toLocalDate()) && it.day().isBefore(end.toLocalDate()))
                .forEach(it -> found.computeIfAbsent(it.campaign(), id -> new TreeMap<>())
                        .computeIfAbsent(it.day(), day -> json.createObjectNode())
                        .put(
                                hasSuffix && !it.field().equals("spend") ? it.field() + "_" + source : it.field(),
                                it.value()));
        ObjectNode answer = envelope();
        ObjectNode stat = json.createObjectNode()
                .put("id", "acc-1")
                .put("type", "AD_ACCOUNT")
                .put("granularity", "DAY")
                .put("conversion_data_processed_end_time", processedUntil);
        ArrayNode list = stat.putObject("breakdown_stats").putArray("campaign");
        page(asked, new ArrayList<>(found.keySet()), answer).forEach(id -> list.add(series(id, found.get(id))));
        answer.putArray("timeseries_stats").add(part("timeseries_stat", stat));
        return new Answer(200, answer.toString());
    }

    private ObjectNode series(String id, Map<LocalDate, ObjectNode> days) {
        ObjectNode campaign =
                json.createObjectNode().put("id", id).put("type", "CAMPAIGN").put("granularity", "DAY");
        ArrayNode series = campaign.putArray("timeseries");
        days.forEach((day, stats) -> series.addObject()
                .put("start_time", midnight(day))
                .put("end_time", midnight(day.plusDays(1)))
                .set("stats", stats));
        return campaign;
    }

    private String midnight(LocalDate day) {
        return TIME.format(day.atStartOfDay(ZoneId.of(zone)).toOffsetDateTime());
    }

    private boolean isMidnight(OffsetDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                && ZoneId.of(zone).getRules().getOffset(time.toInstant()).equals(time.getOffset());
    }

    static Answer error(int status, String code) {
        return new Answer(
                status,
                "{\"request_status\":\"ERROR\",\"request_id\":\"r1\",\"debug_message\":\"secret words\",\"error_code\":\""
                        + code + "\"}");
    }

    @Override
    public void close() {
        api.close();
    }
}
