package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.destination.ReportSums;
import io.leadloop.http.OutsideHttp;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What TikTok counted and what the ads cost, by {@code GET /report/integrated/get/} (reportIntegratedGet of TikTok's Business
 * API SDK): by campaign and day of the account's own calendar, in its currency. {@code conversion} and the metrics of single
 * events count on the day of the click or impression, {@code real_time_conversion} on the day on which it happened
 * (ads.tiktok.com/help, about reporting discrepancies).
 */
final class TikTokReports implements PlatformReports {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 200;
    private static final String DAY = "stat_time_day";
    private static final String CURRENCY = "currency";
    private static final String COST = "spend";
    private static final String CAMPAIGN = "campaign_name";

    /** The metrics that are known to have a twin by the day of the conversion. */
    private static final Map<String, String> BY_CONVERSION =
            Map.of("conversion", "real_time_conversion", "result", "real_time_result");

    private final AccountName name;
    private final TikTokReportProperties properties;
    private final TikTokReportCalls calls;
    private final Clock clock;
    private final boolean on;
    /** The metric of each action that has one of its own. */
    private final Map<String, List<String>> columns;

    TikTokReports(
            AccountName name,
            TikTokProperties account,
            TikTokReportProperties properties,
            OutsideHttp http,
            Clock clock) {
        this.name = name;
        this.properties = properties;
        this.calls = new TikTokReportCalls(account.baseUrl() + "/open_api/" + account.apiVersion(), properties, http);
        this.clock = clock;
        Map<String, List<String>> metrics = new LinkedHashMap<>();
        properties.columns().forEach((action, metric) -> metrics.put(action, List.of(metric)));
        this.columns = ReportColumns.toldApart(metrics);
        this.on = account.isOn(name) && properties.isOn(name);
    }

    @Override
    public String destination() {
        return name.id();
    }

    @Override
    public boolean isOn() {
        return on;
    }

    /** By the day of the conversion only where each metric has a twin: the others' days would look like losses. */
    @Override
    public Set<Basis> bases() {
        boolean all = columns.values().stream().allMatch(it -> BY_CONVERSION.containsKey(it.get(0)));
        return all ? Set.of(Basis.CLICK, Basis.CONVERSION) : Set.of(Basis.CLICK);
    }

    /** The longest click window of the Attribution Manager, and some days of processing. */
    @Override
    public int days() {
        return 31;
    }

    @Override
    public boolean tells(String action) {
        return columns.containsKey(action);
    }

    /** Empty where it is not told: the token may read reports and not the account. */
    @Override
    public Optional<ZoneId> zone() {
        try {
            return Optional.of(ZoneId.of(account().zone()));
        } catch (Unavailable | DateTimeException notTold) {
            return Optional.empty();
        }
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        if (columns.isEmpty()) {
            throw new Unavailable(
                    "Nothing says which of TikTok's metrics counts which action, one metric for each: set "
                            + name.prefix() + ".report.columns, such as " + name.prefix()
                            + ".report.columns.lead: conversion.");
        }
        ReportSums sums = new ReportSums(from, until);
        for (JsonNode row : rows(from, until, metrics())) {
            LocalDate day = day(row);
            JsonNode metrics = row.path("metrics");
            for (Map.Entry<String, List<String>> column : columns.entrySet()) {
                String metric = column.getValue().get(0);
                add(sums, column.getKey(), day, Basis.CLICK, metrics, metric);
                String twin = BY_CONVERSION.get(metric);
                if (twin != null && bases().contains(Basis.CONVERSION)) {
                    add(sums, column.getKey(), day, Basis.CONVERSION, metrics, twin);
                }
            }
        }
        return sums.lines();
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        List<Spend> spend = new ArrayList<>();
        for (JsonNode row : rows(from, until, List.of(COST, CURRENCY, CAMPAIGN))) {
            JsonNode metrics = row.path("metrics");
            BigDecimal cost = number(metrics, COST);
            if (cost.signum() != 0) {
                String campaign = metrics.path(CAMPAIGN).asText("");
                spend.add(new Spend(
                        day(row),
                        campaign.isEmpty() ? row.at("/dimensions/campaign_id").asText("") : campaign,
                        cost,
                        metrics.path(CURRENCY).asText("")));
            }
        }
        return spend;
    }

    private void add(ReportSums sums, String action, LocalDate day, Basis basis, JsonNode metrics, String metric)
            throws Unavailable {
        String value = basis == Basis.CLICK ? properties.valueColumns().get(action) : null;
        sums.add(
                action,
                day,
                basis,
                number(metrics, metric),
                value == null ? null : number(metrics, value),
                metrics.path(CURRENCY).asText(""));
    }

    private Set<String> metrics() {
        Set<String> metrics = new LinkedHashSet<>(List.of(CURRENCY));
        columns.forEach((action, metric) -> {
            metrics.addAll(metric);
            Stream.ofNullable(BY_CONVERSION.get(metric.get(0))).forEach(metrics::add);
            Stream.ofNullable(properties.valueColumns().get(action)).forEach(metrics::add);
        });
        return metrics;
    }

    private List<JsonNode> rows(LocalDate from, LocalDate until, Collection<String> metrics) throws Unavailable {
        List<JsonNode> rows = new ArrayList<>();
        // A day that has not begun in the account's calendar may be refused; this one has begun everywhere.
        LocalDate begun = LocalDate.ofInstant(clock.instant(), ZoneOffset.ofHours(-12));
        LocalDate last = until.isAfter(begun) ? begun : until;
        for (LocalDate first = from; !first.isAfter(last); first = first.plusDays(properties.daysPerRequest())) {
            LocalDate end = first.plusDays(properties.daysPerRequest() - 1L);
            pages(first, end.isAfter(last) ? last : end, metrics, rows);
        }
        return rows;
    }

    private void pages(LocalDate from, LocalDate until, Collection<String> metrics, List<JsonNode> rows)
            throws Unavailable {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("advertiser_id", Objects.requireNonNull(properties.advertiserId()));
        parameters.put("report_type", "BASIC");
        parameters.put("data_level", "AUCTION_CAMPAIGN");
        parameters.put("dimensions", "[\"campaign_id\",\"" + DAY + "\"]");
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        metrics.forEach(names::add);
        parameters.put("metrics", names.toString());
        parameters.put("start_date", from.toString());
        parameters.put("end_date", until.toString());
        parameters.put("page_size", Integer.toString(PAGE));
        for (int page = 1; page <= MOST_PAGES; page++) {
            parameters.put("page", Integer.toString(page));
            JsonNode data = calls.get("/report/integrated/get/", parameters);
            JsonNode total = data.at("/page_info/total_page");
            if (!data.path("list").isArray() || !total.canConvertToInt()) {
                throw new Unavailable("TikTok's report cannot be read. It is asked again tomorrow.");
            }
            data.path("list").forEach(rows::add);
            if (page >= total.asInt()) {
                return;
            }
        }
        throw new Unavailable("TikTok's report of advertiser " + properties.advertiserId() + " does not end.");
    }

    /** Written as 2026-09-01 00:00:00. */
    private static LocalDate day(JsonNode row) throws Unavailable {
        String day = row.path("dimensions").path(DAY).asText("");
        try {
            return LocalDate.parse(day.substring(0, Math.min(10, day.length())));
        } catch (DateTimeException e) {
            throw new Unavailable("TikTok gave a line of its report without a day.");
        }
    }

    /** Metrics are text; a dash is a nought. */
    private static BigDecimal number(JsonNode metrics, String metric) throws Unavailable {
        String number = metrics.path(metric).asText("");
        try {
            return number.equals("-") ? BigDecimal.ZERO : new BigDecimal(number);
        } catch (NumberFormatException e) {
            throw new Unavailable("TikTok gave a line of its report without a number for '" + metric
                    + "'. Check the metrics in report.columns and report.value-columns.");
        }
    }

    /** With the token of the report. */
    TikTokReportCalls calls() {
        return calls;
    }

    private TikTokAccount account() throws Unavailable {
        return TikTokAccount.asked(calls, Objects.requireNonNull(properties.advertiserId()));
    }

    /** The account in lines for people. */
    List<AccountTrial.Line> describe() {
        if (!on) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN,
                    "Name, currency and zone of the advertiser are not asked for: report.access-token and"
                            + " report.advertiser-id are not set; the token of the events may not ask."));
        }
        try {
            return account().lines();
        } catch (Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }
}
