package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.FakePlatform.Heard;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * OpenAI's Ads API as developers.openai.com/ads/api-reference/insights and /authentication have it (copies of 2026-09):
 * conversion insights are a POST with exactly one range of whole days as a JSON text, without pages, 413 over 2,000 events;
 * insights are a GET with lists in brackets, at most 2,000 rows a page and {@code after} for the next. Days that are not over
 * are refused. What it does not know it refuses.
 */
final class FakeOpenAiReporting implements AutoCloseable {

    private static final ZoneId ZONE = ZoneId.of("America/New_York");
    private static final Set<String> BODY = Set.of(
            "aggregation_level",
            "time_ranges",
            "time_granularity",
            "entity_ids",
            "group_by_entity",
            "breakdown",
            "attribution_time_basis",
            "attribution_window_days",
            "view_through_attribution_window_days",
            "include",
            "event_names",
            "include_zero_rows");
    private static final Set<String> PARAMETERS =
            Set.of("aggregation_level", "time_granularity", "time_ranges[]", "fields[]", "limit", "before", "after");

    private final FakePlatform platform = new FakePlatform().answersRequestsBy(this::answer);
    private final ObjectMapper json = new ObjectMapper();
    private final Instant now;
    private final List<Event> events = new ArrayList<>();
    private final List<Cost> costs = new ArrayList<>();
    private int mostEvents = 2_000;
    private int mostCosts = 2_000;

    private record Event(String basis, LocalDate day, String name, int count, String amount) {}

    private record Cost(LocalDate day, String campaign, String amount) {}

    FakeOpenAiReporting(Instant now) {
        this.now = now;
    }

    URI address() {
        return platform.address();
    }

    /** @param amount JSON: a number, a text or null */
    FakeOpenAiReporting counted(String basis, String day, String name, int count, String amount) {
        events.add(new Event(basis, LocalDate.parse(day), name, count, amount));
        return this;
    }

    FakeOpenAiReporting cost(String day, String campaign, String amount) {
        costs.add(new Cost(LocalDate.parse(day), campaign, amount));
        return this;
    }

    void forgets() {
        events.clear();
    }

    void givesAtMost(int most) {
        mostEvents = most;
        mostCosts = most;
    }

    void answersNext(Answer answer) {
        platform.answers(answer);
    }

    List<Heard> requests() {
        return platform.requests();
    }

    static Answer refusal(int status) {
        return Answer.of(
                status,
                "{\"error\":{\"message\":\"secret words\",\"type\":\"invalid_request_error\",\"code\":\"a_code\"}}");
    }

    private Answer answer(Heard request) {
        if (request.header("User-Agent").startsWith("Java")) {
            return Answer.of(403, "error code: 1010");
        }
        if (!request.header("Authorization").equals("Bearer ads-key")) {
            return refusal(401);
        }
        try {
            return switch (request.method() + " " + request.path()) {
                case "GET /v1/ad_account" ->
                    Answer.of(
                            200,
                            "{\"id\":\"adacct_1\",\"name\":\"Brand US\",\"timezone\":\"America/New_York\","
                                    + "\"currency_code\":\"USD\"}");
                case "POST /v1/conversions/insights" -> conversions(json.readTree(request.body()));
                case "GET /v1/ad_account/insights" -> insights(request.query());
                default -> refusal(404);
            };
        } catch (IOException | RuntimeException e) {
            return refusal(400);
        }
    }

    private Answer conversions(JsonNode body) throws IOException {
        JsonNode range = json.readTree(body.at("/time_ranges/0").textValue());
        ZonedDateTime start = at(range.path("start").textValue());
        ZonedDateTime end = at(range.path("end").textValue());
        boolean isKnown = body.propertyStream().allMatch(it -> BODY.contains(it.getKey()))
                && body.path("aggregation_level").asText().equals("campaign")
                && body.path("time_ranges").size() == 1
                && range.path("type").asText().equals("unix_range")
                && body.path("time_granularity").asText().equals("daily")
                && !body.path("group_by_entity").asBoolean(true)
                && !body.has("entity_ids")
                && body.path("include").equals(json.readTree("[\"attributed_events\"]"))
                && Set.of(7, 14, 30)
                        .contains(body.path("attribution_window_days").asInt(30))
                && Set.of(0, 1)
                        .contains(body.path("view_through_attribution_window_days")
                                .asInt(1))
                && Set.of("ad_event_time", "conversion_time")
                        .contains(body.path("attribution_time_basis").asText())
                && start.toLocalTime().equals(LocalTime.MIDNIGHT)
                && end.toLocalTime().equals(LocalTime.MIDNIGHT)
                && start.isBefore(end)
                && !end.toInstant().isAfter(now);
        if (!isKnown) {
            return refusal(400);
        }
        List<Event> told = events.stream()
                .filter(it ->
                        it.basis().equals(body.path("attribution_time_basis").asText()))
                .filter(it ->
                        !it.day().isBefore(start.toLocalDate()) && it.day().isBefore(end.toLocalDate()))
                .toList();
        return told.size() > mostEvents ? refusal(413) : rows(told);
    }

    private Answer rows(List<Event> told) throws IOException {
        ObjectNode answer = json.createObjectNode().put("object", "list").put("account_currency", "USD");
        ArrayNode data = answer.putArray("data");
        Map<LocalDate, ArrayNode> days = new TreeMap<>();
        for (Event event : told) {
            ArrayNode nested = days.computeIfAbsent(
                    event.day(),
                    day -> data.addObject()
                            .put("entity_id", "adacct_1")
                            .put("date", day.toString())
                            .put("conversions", 0)
                            .putArray("attributed_events"));
            JsonNode amount = json.readTree(event.amount());
            nested.addObject()
                    .put("event_name", event.name())
                    .put("attributed_event_count", event.count())
                    .put("attributed_event_value_currency", amount.isNull() ? null : "USD")
                    .set("attributed_event_value_amount", amount);
        }
        answer.put("count", data.size());
        return Answer.of(200, answer.toString());
    }

    private ZonedDateTime at(String seconds) {
        return Instant.ofEpochSecond(Long.parseLong(seconds)).atZone(ZONE);
    }

    private Answer insights(Map<String, List<String>> query) throws IOException {
        JsonNode range = json.readTree(query.get("time_ranges[]").get(0));
        LocalDate since = LocalDate.parse(range.path("since").asText());
        LocalDate until = LocalDate.parse(range.path("until").asText());
        int limit = Integer.parseInt(query.getOrDefault("limit", List.of("20")).get(0));
        boolean isKnown = PARAMETERS.containsAll(query.keySet())
                && query.get("aggregation_level").equals(List.of("campaign"))
                && query.get("time_granularity").equals(List.of("daily"))
                && query.get("time_ranges[]").size() == 1
                && range.path("type").asText().equals("date_range")
                && query.get("fields[]")
                        .equals(List.of("metadata.readable_time", "campaign.id", "campaign.name", "campaign.spend"))
                && limit >= 1
                && limit <= 2_000
                && !until.plusDays(1).atStartOfDay(ZONE).toInstant().isAfter(now);
        if (!isKnown) {
            return refusal(400);
        }
        List<Cost> all = costs.stream()
                .filter(it -> !it.day().isBefore(since) && !it.day().isAfter(until))
                .toList();
        int first = query.containsKey("after")
                ? Integer.parseInt(query.get("after").get(0).replace("row=", "")) + 1
                : 0;
        int last = Math.min(all.size(), first + Math.min(limit, mostCosts));
        ObjectNode answer = json.createObjectNode().put("object", "list");
        ArrayNode data = answer.putArray("data");
        for (int i = first; i < last; i++) {
            data.addObject()
                    .put("readable_time", all.get(i).day().toString())
                    .put("campaign_id", "cmpn_1")
                    .put("campaign_name", all.get(i).campaign())
                    .set("spend", json.readTree(all.get(i).amount()));
        }
        answer.put("last_id", "row=" + (last - 1)).put("has_more", last < all.size());
        return Answer.of(200, answer.toString());
    }

    @Override
    public void close() {
        platform.close();
    }
}
