package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.FakeReportApi;
import io.leadloop.destination.FakeReportApi.Answer;
import io.leadloop.destination.FakeReportApi.Asked;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An ad account and its analytics, as pinterest/api-description v5/openapi.yaml (5.23.0) tells them: days of UTC, at most 90 back
 * and 90 at once, windows of a closed list, one list without pages, lines of days with something only, columns by name.
 */
public final class FakePinterestAnalytics implements AutoCloseable {

    private static final Set<String> COLUMNS =
            Set.of("SPEND_IN_MICRO_DOLLAR", "TOTAL_LEAD", "TOTAL_CHECKOUT", "TOTAL_CHECKOUT_VALUE_IN_MICRO_DOLLAR");

    private static final Set<String> WINDOWS = Set.of("0", "1", "7", "14", "30", "60");

    private final ObjectMapper json = new ObjectMapper();
    private final List<Row> rows = new ArrayList<>();
    private final FakeReportApi api = new FakeReportApi(this::answer);
    private final LocalDate today;

    String currency = "EUR";
    String eventQuality = "[]";
    String tags = "{\"items\":[]}";
    String refresh = "refresh-1";

    private record Row(String time, LocalDate day, String column, Number value) {}

    public FakePinterestAnalytics(LocalDate today) {
        this.today = today;
    }

    public URI address() {
        return api.address();
    }

    FakeReportApi api() {
        return api;
    }

    public void counted(String time, String day, String column, Number value) {
        rows.add(new Row(time, LocalDate.parse(day), column, value));
    }

    public void forgets() {
        rows.clear();
    }

    private Answer answer(Asked asked) {
        if (asked.path().equals("/v5/oauth/token")) {
            return token(asked);
        }
        if (!asked.header("Authorization").equals("Bearer report-token")) {
            return error(401, 2);
        }
        if (!asked.method().equals("GET")) {
            return error(405, 3);
        }
        return switch (asked.path()) {
            case "/v5/ad_accounts/549755885175" ->
                asked.query().isEmpty()
                        ? new Answer(
                                200,
                                "{\"id\":\"549755885175\",\"name\":\"Alpine Doors\",\"owner\":{\"username\":\"a\"},\"country\":\"DE\","
                                        + "\"currency\":\"" + currency + "\",\"permissions\":[\"ANALYST\"]}")
                        : error(400, 1);
            case "/v5/ad_accounts/549755885175/analytics" -> analytics(asked);
            case "/v5/ad_accounts/549755885175/conversion_eqs" -> quality(asked);
            case "/v5/ad_accounts/549755885175/conversion_tags" ->
                asked.wrong(Set.of(), Set.of("filter_deleted")).isEmpty() ? new Answer(200, tags) : error(400, 1);
            default -> error(404, 50);
        };
    }

    /** facts/accounts.md 6.6: an array, one for each platform of a source. */
    private Answer quality(Asked asked) {
        boolean isWrong = !asked.wrong(Set.of(), Set.of("lookback_period", "source_platform", "ingestion_source"))
                        .isEmpty()
                || !Set.of("1d", "14d").contains(asked.of("lookback_period"))
                || !asked.of("ingestion_source").equals("CONVERSIONS_API");
        return isWrong ? error(400, 1) : new Answer(200, eventQuality);
    }

    private Answer token(Asked asked) {
        String basic = "Basic " + Base64.getEncoder().encodeToString("client:secret".getBytes(StandardCharsets.UTF_8));
        boolean isRight = asked.method().equals("POST")
                && asked.header("Authorization").equals(basic)
                && asked.body().contains("grant_type=refresh_token")
                && asked.body().contains("refresh_token=" + refresh)
                && !asked.body().contains("client_secret");
        if (!isRight) {
            return new Answer(400, "{\"error\":\"invalid_grant\"}");
        }
        refresh = "refresh-2";
        return new Answer(
                200,
                "{\"access_token\":\"report-token\",\"refresh_token\":\"refresh-2\",\"expires_in\":2592000,"
                        + "\"token_type\":\"bearer\",\"scope\":\"ads:read\"}");
    }

    private Answer analytics(Asked asked) {
        Set<String> needed = Set.of("start_date", "end_date", "columns", "granularity");
        Set<String> possible =
                Set.of("click_window_days", "engagement_window_days", "view_window_days", "conversion_report_time");
        List<String> columns = Arrays.asList(asked.of("columns").split(","));
        String time = asked.query().getOrDefault("conversion_report_time", "TIME_OF_AD_ACTION");
        LocalDate start = LocalDate.parse(asked.of("start_date"));
        LocalDate end = LocalDate.parse(asked.of("end_date"));
        boolean isWrong = !asked.wrong(needed, possible).isEmpty()
                || !asked.of("granularity").equals("DAY")
                || !COLUMNS.containsAll(columns)
                || !Set.of("TIME_OF_AD_ACTION", "TIME_OF_CONVERSION").contains(time)
                || !WINDOWS.contains(asked.query().getOrDefault("click_window_days", "30"))
                || !WINDOWS.contains(asked.query().getOrDefault("engagement_window_days", "30"))
                || !WINDOWS.contains(asked.query().getOrDefault("view_window_days", "1"))
                || start.isBefore(today.minusDays(90))
                || end.toEpochDay() - start.toEpochDay() > 90;
        if (isWrong) {
            return error(400, 1);
        }
        Map<LocalDate, Map<String, Number>> days = new TreeMap<>();
        rows.stream()
                .filter(it -> it.time().equals(time) && columns.contains(it.column()))
                .filter(it -> !it.day().isBefore(start) && !it.day().isAfter(end))
                .forEach(it -> days.computeIfAbsent(it.day(), day -> new LinkedHashMap<>())
                        .put(it.column(), it.value()));
        ArrayNode answer = json.createArrayNode();
        days.forEach((day, values) -> {
            ObjectNode row =
                    answer.addObject().put("AD_ACCOUNT_ID", "549755885175").put("DATE", day.toString());
            values.forEach((column, value) -> row.set(column, json.valueToTree(value)));
        });
        return new Answer(200, answer.toString());
    }

    static Answer error(int status, int code) {
        return new Answer(status, "{\"code\":" + code + ",\"message\":\"secret words\"}");
    }

    @Override
    public void close() {
        api.close();
    }
}
