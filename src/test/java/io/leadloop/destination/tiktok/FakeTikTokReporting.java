package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.FakePlatform.Heard;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * TikTok's synchronous report and advertiser info: parameters of reportIntegratedGet in tiktok/tiktok-business-api-sdk
 * (js_sdk/docs/ReportingApi.md, document 1740302848100353): GET only, lists as JSON, pages of at most 1,000; by day at most 30
 * days (partners' documents). What it does not know it refuses.
 */
final class FakeTikTokReporting implements AutoCloseable {

    private static final Set<String> PARAMETERS = Set.of(
            "advertiser_id",
            "report_type",
            "data_level",
            "service_type",
            "dimensions",
            "metrics",
            "start_date",
            "end_date",
            "page",
            "page_size",
            "order_field",
            "order_type",
            "filtering",
            "query_lifetime",
            "enable_total_metrics",
            "multi_adv_report_in_utc_time");

    private static final Set<String> METRICS = Set.of(
            "campaign_name",
            "spend",
            "currency",
            "conversion",
            "real_time_conversion",
            "result",
            "real_time_result",
            "complete_payment",
            "total_complete_payment");

    private final FakePlatform platform = new FakePlatform().answersRequestsBy(this::answer);
    private final ObjectMapper json = new ObjectMapper();
    private final List<Map<String, String>> rows = new ArrayList<>();
    private String status = "STATUS_ENABLE";
    private int rowsOfAPage = 1_000;

    final List<String> pixels = new ArrayList<>();
    /** Third parties do not agree whether the list is so called. */
    String pixelsAre = "pixels";
    /** As page_info has it; 0 for none. */
    int pixelPages = 1;

    URI address() {
        return platform.address();
    }

    /** @param metrics by their names; the day's row of a campaign */
    FakeTikTokReporting reports(String day, Map<String, String> metrics) {
        ObjectNode row = json.valueToTree(metrics);
        row.put("stat_time_day", day + " 00:00:00");
        rows.add(json.convertValue(row, json.getTypeFactory().constructMapType(Map.class, String.class, String.class)));
        return this;
    }

    void forgets() {
        rows.clear();
    }

    void isStopped() {
        status = "STATUS_LIMIT";
    }

    /** As if the report had very many rows. */
    void givesRowsOfAPage(int most) {
        rowsOfAPage = most;
    }

    void answersNext(Answer answer) {
        platform.answers(answer);
    }

    List<Heard> requests() {
        return platform.requests();
    }

    static Answer refusal(int code) {
        return Answer.of(200, "{\"code\":" + code + ",\"message\":\"secret words\",\"request_id\":\"r\",\"data\":{}}");
    }

    private Answer answer(Heard request) {
        if (!request.method().equals("GET")) {
            return Answer.of(405, "");
        }
        if (!request.header("Access-Token").equals("report-token")) {
            return refusal(40105);
        }
        try {
            return switch (request.path()) {
                case "/open_api/v1.3/report/integrated/get/" -> report(request.query());
                case "/open_api/v1.3/advertiser/info/" -> info(request.query());
                case "/open_api/v1.3/pixel/list/" -> pixels(request.query());
                default -> Answer.of(404, "");
            };
        } catch (IOException | RuntimeException e) {
            return refusal(40002);
        }
    }

    /** js_sdk/docs/MeasurementApi.md, pixelList: pages of at most 20. */
    private Answer pixels(Map<String, List<String>> query) {
        int page = Integer.parseInt(one(query, "page"));
        int size = Integer.parseInt(one(query, "page_size"));
        boolean isKnown =
                Set.of("advertiser_id", "page", "page_size", "code", "pixel_id", "name", "order_by", "filtering")
                                .containsAll(query.keySet())
                        && page >= 1
                        && size >= 1
                        && size <= 20;
        if (!one(query, "advertiser_id").equals("700")) {
            return refusal(40001);
        }
        if (!isKnown) {
            return refusal(40002);
        }
        ObjectNode data = json.createObjectNode();
        ArrayNode list = data.putArray(pixelsAre);
        pixels.stream()
                .skip((long) (page - 1) * size)
                .limit(size)
                .forEach(code -> list.addObject()
                        .put("pixel_id", "7" + code.hashCode())
                        .put("pixel_code", code)
                        .put("pixel_name", "Pixel " + code)
                        .put("activity_status", "ACTIVE"));
        if (pixelPages != 0) {
            data.putObject("page_info").put("page", page).put("total_page", pixelPages);
        }
        return Answer.of(200, "{\"code\":0,\"message\":\"OK\",\"data\":" + data + "}");
    }

    private Answer info(Map<String, List<String>> query) throws IOException {
        boolean known = json.readTree(one(query, "advertiser_ids")).equals(json.readTree("[\"700\"]"));
        JsonNode fields = json.readTree(one(query, "fields"));
        if (!known || !fields.isArray() || query.size() != 2) {
            return refusal(40001);
        }
        return Answer.of(
                200,
                ("{\"code\":0,\"message\":\"OK\",\"data\":{\"list\":[{\"advertiser_id\":\"700\",\"name\":\"Brand JP\","
                                + "\"currency\":\"JPY\",\"timezone\":\"Asia/Tokyo\",\"status\":\"%s\"}]}}")
                        .formatted(status));
    }

    private Answer report(Map<String, List<String>> query) throws IOException {
        JsonNode dimensions = json.readTree(one(query, "dimensions"));
        JsonNode metrics = json.readTree(one(query, "metrics"));
        LocalDate from = LocalDate.parse(one(query, "start_date"));
        LocalDate until = LocalDate.parse(one(query, "end_date"));
        int page = Integer.parseInt(one(query, "page"));
        int size = Integer.parseInt(one(query, "page_size"));
        boolean isKnown = PARAMETERS.containsAll(query.keySet())
                && one(query, "report_type").equals("BASIC")
                && one(query, "data_level").equals("AUCTION_CAMPAIGN")
                && dimensions.equals(json.readTree("[\"campaign_id\",\"stat_time_day\"]"))
                && metrics.valueStream().allMatch(it -> METRICS.contains(it.asText()))
                && !until.isBefore(from)
                && ChronoUnit.DAYS.between(from, until) < 30
                && page >= 1
                && size >= 1
                && size <= 1_000;
        if (!one(query, "advertiser_id").equals("700")) {
            return refusal(40001);
        }
        return isKnown ? page(metrics, from, until, page, Math.min(size, rowsOfAPage)) : refusal(40002);
    }

    private Answer page(JsonNode metrics, LocalDate from, LocalDate until, int page, int size) {
        List<Map<String, String>> all = rows.stream()
                .filter(it -> {
                    LocalDate day = LocalDate.parse(it.get("stat_time_day").substring(0, 10));
                    return !day.isBefore(from) && !day.isAfter(until);
                })
                .toList();
        ArrayNode list = json.createArrayNode();
        all.stream().skip((long) (page - 1) * size).limit(size).forEach(row -> {
            ObjectNode told = list.addObject();
            told.putObject("dimensions").put("campaign_id", "1800").put("stat_time_day", row.get("stat_time_day"));
            ObjectNode values = told.putObject("metrics");
            metrics.forEach(it -> values.put(
                    it.asText(), row.getOrDefault(it.asText(), it.asText().equals("currency") ? "JPY" : "0")));
        });
        ObjectNode answer = json.createObjectNode().put("code", 0).put("message", "OK");
        ObjectNode data = answer.putObject("data");
        data.set("list", list);
        data.putObject("page_info")
                .put("page", page)
                .put("page_size", size)
                .put("total_number", all.size())
                .put("total_page", (all.size() + size - 1) / size);
        return Answer.of(200, answer.toString());
    }

    private static String one(Map<String, List<String>> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() != 1) {
            throw new IllegalArgumentException(name);
        }
        return values.get(0);
    }

    @Override
    public void close() {
        platform.close();
    }
}
