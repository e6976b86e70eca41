package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The insights of an ad account of the Graph API v25.0, as facebook/facebook-java-business-sdk (AdAccount.java getInsights,
 * AdsInsights.java, AdsActionStats.java) and Meta's pages "Insights API" and "Best practices" tell them: parameters and fields that
 * they do not name are refused, numbers are text, a page's successor is told by {@code paging.next}, too many rows are refused
 * with 100/1487534.
 */
public final class FakeMetaInsights implements AutoCloseable {

    private static final Set<String> FIELDS = Set.of(
            "account_currency",
            "campaign_id",
            "campaign_name",
            "spend",
            "actions",
            "action_values",
            "conversions",
            "conversion_values",
            "date_start",
            "date_stop");

    private static final Set<String> ACCOUNT_FIELDS = Set.of(
            "name", "currency", "timezone_name", "timezone_offset_hours_utc", "account_status", "disable_reason");

    private static final Set<String> PIXEL_FIELDS = Set.of("id", "name", "last_fired_time", "is_unavailable");

    private final ObjectMapper json = new ObjectMapper();
    private final List<Row> rows = new ArrayList<>();
    private final FakeReportApi api = new FakeReportApi(this::answer);

    public String currency = "EUR";
    public String zone = "Europe/Berlin";
    public int status = 1;
    public boolean isDatasetUnavailable;
    /** Rows of one page at most, whatever is asked for. */
    public int page = 500;
    /** Days of one answer at most. */
    public int mostDays = 1_000;

    private record Row(
            LocalDate day, String campaign, String spend, String list, String type, String many, String worth) {}

    public URI address() {
        return api.address();
    }

    public FakeReportApi api() {
        return api;
    }

    public void forget() {
        rows.clear();
    }

    /** A number of one of the standard and custom-conversion types. */
    public void counted(String day, String type, String many, String worth) {
        rows.add(new Row(LocalDate.parse(day), "brand", "0", "actions", type, many, worth));
    }

    /** A number of a custom event. */
    public void countedCustom(String day, String type, String many, String worth) {
        rows.add(new Row(LocalDate.parse(day), "brand", "0", "conversions", type, many, worth));
    }

    public void spent(String day, String campaign, String amount) {
        rows.add(new Row(LocalDate.parse(day), campaign, amount, "", "", "0", "0"));
    }

    private Answer answer(Asked asked) {
        if (!asked.method().equals("GET") || !asked.path().startsWith("/v25.0/")) {
            return error(400, 2635, 0);
        }
        if (!asked.of("access_token").equals("report-token")) {
            return asked.of("access_token").equals("dataset-token") ? error(403, 200, 0) : error(401, 190, 463);
        }
        return switch (asked.path().substring("/v25.0/".length())) {
            case "act_123" -> node(asked, ACCOUNT_FIELDS, account());
            case "900100" -> node(asked, PIXEL_FIELDS, dataset());
            case "act_123/insights" -> insights(asked);
            default -> error(400, 100, 33);
        };
    }

    private ObjectNode account() {
        return json.createObjectNode()
                .put("id", "act_123")
                .put("name", "Alpine Doors")
                .put("currency", currency)
                .put("timezone_name", zone)
                .put("account_status", status)
                .put("disable_reason", status == 2 ? 3 : 0);
    }

    private ObjectNode dataset() {
        return json.createObjectNode()
                .put("id", "900100")
                .put("name", "CRM events")
                .put("last_fired_time", "2026-10-02T08:00:00+0000")
                .put("is_unavailable", isDatasetUnavailable);
    }

    private Answer node(Asked asked, Set<String> known, ObjectNode whole) {
        List<String> fields = Arrays.asList(asked.of("fields").split(","));
        if (!asked.wrong(Set.of("access_token", "fields"), Set.of()).isEmpty() || !known.containsAll(fields)) {
            return error(400, 100, 0);
        }
        ObjectNode some = whole.deepCopy();
        some.retain(fields);
        return new Answer(200, some.put("id", whole.path("id").asText()).toString());
    }

    private Answer insights(Asked asked) {
        Set<String> needed = Set.of("access_token", "fields", "level", "time_range", "time_increment", "limit");
        List<String> fields = Arrays.asList(asked.of("fields").split(","));
        if (!asked.wrong(needed, Set.of("after")).isEmpty()
                || !FIELDS.containsAll(fields)
                || !asked.of("time_increment").equals("1")
                || !Set.of("account", "campaign").contains(asked.of("level"))) {
            return error(400, 100, 0);
        }
        JsonNode range = read(asked.of("time_range"));
        LocalDate since = LocalDate.parse(range.path("since").asText());
        LocalDate until = LocalDate.parse(range.path("until").asText());
        if (until.toEpochDay() - since.toEpochDay() >= mostDays) {
            return error(400, 100, 1487534);
        }
        List<ObjectNode> all = grouped(asked.of("level").equals("campaign"), fields, since, until);
        int from = asked.of("after").isEmpty() ? 0 : cursor(asked.of("after"));
        int size = Math.min(page, Integer.parseInt(asked.of("limit")));
        int end = Math.min(all.size(), from + size);
        ObjectNode answer = json.createObjectNode();
        ArrayNode data = answer.putArray("data");
        all.subList(from, end).forEach(data::add);
        if (end > from) {
            ObjectNode paging = answer.putObject("paging");
            paging.putObject("cursors").put("before", cursor(from)).put("after", cursor(end));
            if (end < all.size()) {
                paging.put(
                        "next", "https://graph.facebook.com/v25.0/act_123/insights?access_token=report-token&after=x");
            }
        }
        return new Answer(200, answer.toString());
    }

    private List<ObjectNode> grouped(boolean byCampaign, List<String> fields, LocalDate since, LocalDate until) {
        Map<String, List<Row>> groups = new TreeMap<>();
        rows.stream()
                .filter(it -> !it.day().isBefore(since) && !it.day().isAfter(until))
                .forEach(it -> groups.computeIfAbsent(
                                it.day() + (byCampaign ? " " + it.campaign() : ""), key -> new ArrayList<>())
                        .add(it));
        List<ObjectNode> grouped = new ArrayList<>();
        groups.values().forEach(group -> grouped.add(row(group, byCampaign, fields)));
        return grouped;
    }

    private ObjectNode row(List<Row> group, boolean byCampaign, List<String> fields) {
        ObjectNode row = json.createObjectNode();
        row.put("account_currency", currency);
        if (byCampaign) {
            row.put("campaign_name", group.get(0).campaign());
        }
        row.put(
                "spend",
                group.stream()
                        .map(it -> new BigDecimal(it.spend()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .toPlainString());
        for (Row it : group) {
            if (!it.list().isEmpty()) {
                stats(row, it.list(), it.type(), it.many());
                stats(row, it.list().equals("actions") ? "action_values" : "conversion_values", it.type(), it.worth());
            }
        }
        row.retain(fields);
        return row.put("date_start", group.get(0).day().toString())
                .put("date_stop", group.get(0).day().toString());
    }

    private static void stats(ObjectNode row, String list, String type, String value) {
        ArrayNode stats = row.withArray(list);
        stats.addObject().put("action_type", type).put("value", value);
    }

    private static String cursor(int at) {
        return Base64.getEncoder().encodeToString(("at" + at + "=").getBytes(StandardCharsets.UTF_8));
    }

    private static int cursor(String cursor) {
        String text = new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        return Integer.parseInt(text.substring(2, text.length() - 1));
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the Graph API writes an error. */
    static Answer error(int status, int code, int subcode) {
        return new Answer(
                status,
                "{\"error\":{\"message\":\"secret words\",\"type\":\"OAuthException\",\"code\":" + code
                        + (subcode == 0 ? "" : ",\"error_subcode\":" + subcode) + ",\"fbtrace_id\":\"A1\"}}");
    }

    @Override
    public void close() {
        api.close();
    }
}
