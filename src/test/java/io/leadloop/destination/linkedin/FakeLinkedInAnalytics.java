package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import java.net.URI;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * LinkedIn's ad analytics and ad account, as its Postman collection (api-evangelist/linkedin) and the page "Reporting" of
 * learn.microsoft.com tell them: Rest.li 2.0 query, a version header, fields that have to be named (20 at most), no pages, an
 * answer that is cut off past its most lines, and an empty one for who may not read.
 */
public final class FakeLinkedInAnalytics implements AutoCloseable {

    private static final Set<String> METRICS = Set.of(
            "dateRange",
            "pivotValues",
            "externalWebsiteConversions",
            "externalWebsitePostClickConversions",
            "externalWebsitePostViewConversions",
            "conversionValueInLocalCurrency",
            "costInLocalCurrency",
            "qualifiedLeads");

    private static final Pattern RANGE = Pattern.compile(
            "\\(start:\\(year:(\\d+),month:(\\d+),day:(\\d+)\\)," + "end:\\(year:(\\d+),month:(\\d+),day:(\\d+)\\)\\)");

    private final ObjectMapper json = new ObjectMapper();
    private final List<Row> rows = new ArrayList<>();
    private final FakeReportApi api = new FakeReportApi(this::answer);

    String status = "ACTIVE";
    String currency = "EUR";
    boolean isTest;
    /** Lines of one answer at most. */
    int most = 15_000;

    private record Row(LocalDate day, String pivot, String urn, Map<String, Object> metrics) {}

    public URI address() {
        return api.address();
    }

    FakeReportApi api() {
        return api;
    }

    public void counted(String day, String rule, int many, int afterClick, String worth) {
        rows.add(new Row(
                LocalDate.parse(day),
                "CONVERSION",
                "urn:lla:llaPartnerConversion:" + rule,
                Map.of(
                        "externalWebsiteConversions",
                        many,
                        "externalWebsitePostClickConversions",
                        afterClick,
                        "conversionValueInLocalCurrency",
                        worth)));
    }

    public void spent(String day, String amount) {
        rows.add(new Row(
                LocalDate.parse(day), "ACCOUNT", "urn:li:sponsoredAccount:55", Map.of("costInLocalCurrency", amount)));
    }

    public void forgets() {
        rows.clear();
    }

    private Answer answer(Asked asked) {
        if (asked.path().equals("/token")) {
            boolean isRight = asked.body().contains("grant_type=refresh_token")
                    && asked.body().contains("refresh_token=refresh");
            return isRight
                    ? new Answer(
                            200, "{\"access_token\":\"report-token\",\"expires_in\":5184000,\"token_type\":\"Bearer\"}")
                    : new Answer(400, "{\"error\":\"invalid_grant\"}");
        }
        if (!asked.header("LinkedIn-Version").equals("202609")) {
            return error(426, "NONEXISTENT_VERSION");
        }
        if (!asked.header("Authorization").equals("Bearer report-token")) {
            return error(401, "REVOKED_ACCESS_TOKEN");
        }
        if (!asked.header("X-Restli-Protocol-Version").equals("2.0.0")
                || !asked.method().equals("GET")) {
            return error(400, "ILLEGAL_ARGUMENT");
        }
        return switch (asked.path()) {
            case "/rest/adAccounts/55" ->
                asked.query().isEmpty() ? new Answer(200, account().toString()) : error(400, "ILLEGAL_ARGUMENT");
            case "/rest/adAnalytics" -> analytics(asked);
            default -> error(404, "NOT_FOUND");
        };
    }

    private ObjectNode account() {
        return json.createObjectNode()
                .put("id", 55)
                .put("name", "Alpine Doors")
                .put("currency", currency)
                .put("type", "BUSINESS")
                .put("status", status)
                .put("test", isTest);
    }

    private Answer analytics(Asked asked) {
        List<String> fields = Arrays.asList(asked.of("fields").split(","));
        Matcher range = RANGE.matcher(asked.of("dateRange"));
        boolean isWrong =
                !asked.wrong(Set.of("q", "pivot", "timeGranularity", "dateRange", "accounts", "fields"), Set.of())
                                .isEmpty()
                        || !asked.of("q").equals("analytics")
                        || !Set.of("CONVERSION", "ACCOUNT").contains(asked.of("pivot"))
                        || !asked.of("timeGranularity").equals("DAILY")
                        || !asked.of("accounts").equals("List(urn:li:sponsoredAccount:55)")
                        || fields.size() > 20
                        || !METRICS.containsAll(fields)
                        || !range.matches();
        if (isWrong) {
            return error(400, "ILLEGAL_ARGUMENT");
        }
        LocalDate start = date(range, 1);
        LocalDate end = date(range, 4);
        ObjectNode answer = json.createObjectNode();
        ArrayNode elements = answer.putArray("elements");
        rows.stream()
                .filter(it -> it.pivot().equals(asked.of("pivot")))
                .filter(it -> !it.day().isBefore(start) && !it.day().isAfter(end))
                .limit(most)
                .forEach(it -> elements.add(element(it, fields)));
        answer.putObject("paging").put("start", 0).put("count", 10).putArray("links");
        return new Answer(200, answer.toString());
    }

    private ObjectNode element(Row row, List<String> fields) {
        ObjectNode element = json.createObjectNode();
        row.metrics().forEach((metric, value) -> element.set(metric, json.valueToTree(value)));
        element.putArray("pivotValues").add(row.urn());
        ObjectNode range = element.putObject("dateRange");
        for (String edge : List.of("start", "end")) {
            range.putObject(edge)
                    .put("year", row.day().getYear())
                    .put("month", row.day().getMonthValue())
                    .put("day", row.day().getDayOfMonth());
        }
        return element.retain(fields);
    }

    private static LocalDate date(Matcher range, int group) {
        return LocalDate.of(
                Integer.parseInt(range.group(group)),
                Integer.parseInt(range.group(group + 1)),
                Integer.parseInt(range.group(group + 2)));
    }

    static Answer error(int status, String code) {
        return new Answer(status, "{\"status\":" + status + ",\"code\":\"" + code + "\",\"message\":\"secret words\"}");
    }

    @Override
    public void close() {
        api.close();
    }
}
