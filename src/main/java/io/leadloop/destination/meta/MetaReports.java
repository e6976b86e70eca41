package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.http.OutsideHttp;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What Meta counted, by {@code GET /act_ID/insights} of the Graph API. Since 2025-06-10 Meta disregards {@code
 * action_report_time}: a number is dated as the setting of each ad set says, so the days are of no known kind. Numbers do not
 * change after 28 days.
 */
final class MetaReports implements PlatformReports {

    private static final int MOST_PAGES = 200;
    private static final int PAGE = 500;
    private static final int DAYS = 28 + SETTLING_DAYS;
    private static final String COUNTED = "actions,action_values,conversions,conversion_values";

    private final AccountName name;
    private final MetaProperties account;
    private final MetaReportProperties properties;
    private final AccountReads reads;
    private final Map<String, String> columns;

    MetaReports(AccountName name, MetaProperties account, MetaReportProperties properties, OutsideHttp http) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.columns = ReportColumns.ofOneAction(properties.columns());
        this.reads = new AccountReads("Meta", http, "", MetaReportRefusal::words);
    }

    @Override
    public String destination() {
        return name.id();
    }

    @Override
    public boolean isOn() {
        return account.isOn(name) && properties.isOn();
    }

    @Override
    public Set<Basis> bases() {
        return Set.of(Basis.UNKNOWN);
    }

    @Override
    public boolean tells(String action) {
        return columns.containsKey(action);
    }

    @Override
    public int days() {
        return DAYS;
    }

    @Override
    public Optional<ZoneId> zone() throws Unavailable {
        String zone = get(properties.node(), "fields=timezone_name")
                .path("timezone_name")
                .asText("");
        try {
            return Optional.of(ZoneId.of(zone));
        } catch (DateTimeException e) {
            throw reads.unreadable("an ad account without a time zone");
        }
    }

    /** What the Graph API says of the ad account and of the dataset. */
    MetaAccount account() throws Unavailable {
        return MetaAccount.of(get(properties.node(), "fields=" + MetaAccount.FIELDS));
    }

    JsonNode dataset() throws Unavailable {
        return get(String.valueOf(account.datasetId()), "fields=" + MetaAccount.DATASET_FIELDS);
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        List<Line> lines = new ArrayList<>();
        for (JsonNode row : insights("account", "account_currency," + COUNTED, from, until)) {
            LocalDate day = day(row);
            for (Map.Entry<String, String> column : columns.entrySet()) {
                String type = column.getValue();
                BigDecimal many = value(row, "actions", "conversions", type);
                if (many.signum() != 0) {
                    BigDecimal worth = value(row, "action_values", "conversion_values", type);
                    lines.add(new Line(column.getKey(), day, Basis.UNKNOWN, many, worth, currency(row)));
                }
            }
        }
        return lines;
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        List<Spend> spend = new ArrayList<>();
        for (JsonNode row : insights("campaign", "account_currency,campaign_name,spend", from, until)) {
            BigDecimal amount = reads.number(row.path("spend"));
            if (amount.signum() != 0) {
                spend.add(new Spend(day(row), row.path("campaign_name").asText(""), amount, currency(row)));
            }
        }
        return spend;
    }

    /** A custom event is among the conversions, all else among the actions; the same type is never added up. */
    private BigDecimal value(JsonNode row, String standard, String custom, String type) throws Unavailable {
        for (String list : List.of(standard, custom)) {
            for (JsonNode it : row.path(list)) {
                if (it.path("action_type").asText().equals(type)) {
                    return reads.number(it.path("value"));
                }
            }
        }
        return BigDecimal.ZERO;
    }

    private LocalDate day(JsonNode row) throws Unavailable {
        try {
            LocalDate day = LocalDate.parse(row.path("date_start").asText(""));
            if (!day.toString().equals(row.path("date_stop").asText())) {
                throw reads.unreadable("a line of more than one day");
            }
            return day;
        } catch (DateTimeException e) {
            throw reads.unreadable("a line of its report without a day");
        }
    }

    private static String currency(JsonNode row) {
        return row.path("account_currency").asText("");
    }

    /** In halves where the report is too large for one answer. */
    private List<JsonNode> insights(String level, String fields, LocalDate from, LocalDate until) throws Unavailable {
        try {
            return pages(level, fields, from, until);
        } catch (AccountReads.Refused e) {
            if (from.equals(until) || !MetaReportRefusal.isTooMuch(e.answer())) {
                throw e;
            }
            LocalDate middle = from.plusDays((until.toEpochDay() - from.toEpochDay()) / 2);
            List<JsonNode> rows = new ArrayList<>(insights(level, fields, from, middle));
            rows.addAll(insights(level, fields, middle.plusDays(1), until));
            return rows;
        }
    }

    private List<JsonNode> pages(String level, String fields, LocalDate from, LocalDate until) throws Unavailable {
        String query = "level=" + level + "&fields=" + fields + ",date_start,date_stop&time_increment=1&limit=" + PAGE
                + "&time_range=" + encoded("{\"since\":\"" + from + "\",\"until\":\"" + until + "\"}");
        List<JsonNode> rows = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = get(properties.node() + "/insights", query + after);
            if (!answer.path("data").isArray()) {
                throw reads.unreadable("an answer without data");
            }
            answer.path("data").forEach(rows::add);
            // The address of the next page carries the token; only its cursor is taken.
            if (!answer.path("paging").has("next")) {
                return rows;
            }
            after = "&after=" + encoded(answer.at("/paging/cursors/after").asText(""));
        }
        throw reads.unreadable("a report that does not end");
    }

    /** The documents show the token in the query only; this address is never logged or put into a message. */
    JsonNode get(String node, String query) throws Unavailable {
        String token = properties.accessToken() != null
                ? properties.accessToken()
                : Objects.requireNonNull(account.accessToken());
        URI base = properties.baseUrl() != null ? properties.baseUrl() : account.baseUrl();
        return reads.get(
                URI.create(base + "/" + account.apiVersion() + "/" + node + "?" + query + "&access_token="
                        + encoded(token)),
                headers -> {});
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
