package io.leadloop.destination.linkedin;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What LinkedIn counted, by {@code GET /rest/adAnalytics?q=analytics}: pivot CONVERSION gives a line for each day and conversion
 * rule, pivot ACCOUNT the costs of the account (names of campaigns are not in it). There are no pages: past 15,000 lines the
 * answer is cut off without a word.
 */
final class LinkedInReports implements PlatformReports {

    private static final int MOST_LINES = 15_000;
    private static final int DAYS = 90 + SETTLING_DAYS;

    private final AccountName name;
    private final LinkedInProperties account;
    private final LinkedInReportProperties properties;
    private final AccountReads reads;
    /** Null where a fixed token is used. */
    private final @Nullable AccessToken token;

    /** By rule; without those that several actions share. */
    private final Map<String, String> actions;

    LinkedInReports(
            AccountName name,
            LinkedInProperties account,
            LinkedInReportProperties properties,
            OutsideHttp http,
            @Nullable AccessToken token) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.token = properties.accessToken() == null ? token : null;
        this.reads = new AccountReads("LinkedIn", http, LinkedInReportRefusal.SIGN_IN, LinkedInReportRefusal::words);
        this.actions = ReportColumns.actionsByName(account.conversionActions());
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
        return Set.of(properties.basis());
    }

    @Override
    public boolean tells(String action) {
        String rule = account.rule(action);
        return !rule.isEmpty()
                && rule.chars().allMatch(it -> it >= '0' && it <= '9')
                && (actions.containsKey(rule)
                        ? action.equals(actions.get(rule))
                        : !account.conversionActions().containsValue(rule));
    }

    @Override
    public int days() {
        return DAYS;
    }

    LinkedInAccount account() throws Unavailable {
        return LinkedInAccount.of(get("/rest/adAccounts/" + properties.adAccountId()));
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        String currency = account().currency();
        List<JsonNode> rows =
                days("CONVERSION", properties.conversions() + ",conversionValueInLocalCurrency", from, until);
        if (rows.isEmpty()
                && days("ACCOUNT", "costInLocalCurrency", from, until).isEmpty()) {
            throw reads.unreadable("neither a conversion nor a cost of " + DAYS
                    + " days: either the account had no ads, or the token may not read its reports (scope r_ads_reporting,"
                    + " a role in the ad account)");
        }
        List<Line> lines = new ArrayList<>();
        for (JsonNode row : rows) {
            BigDecimal many = reads.number(row.path(properties.conversions()));
            if (many.signum() != 0) {
                String urn = row.path("pivotValues").path(0).asText("");
                String rule = urn.substring(urn.lastIndexOf(':') + 1);
                lines.add(new Line(
                        actions.getOrDefault(rule, rule),
                        day(row),
                        properties.basis(),
                        many,
                        reads.number(row.path("conversionValueInLocalCurrency")),
                        currency));
            }
        }
        return lines;
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        String currency = account().currency();
        List<Spend> spend = new ArrayList<>();
        for (JsonNode row : days("ACCOUNT", "costInLocalCurrency", from, until)) {
            BigDecimal amount = reads.number(row.path("costInLocalCurrency"));
            if (amount.signum() != 0) {
                spend.add(new Spend(day(row), null, amount, currency));
            }
        }
        return spend;
    }

    private List<JsonNode> days(String pivot, String metrics, LocalDate from, LocalDate until) throws Unavailable {
        JsonNode answer =
                get("/rest/adAnalytics?q=analytics&pivot=" + pivot + "&timeGranularity=DAILY&dateRange=(start:"
                        + date(from) + ",end:" + date(until) + ")&accounts=List(urn%3Ali%3AsponsoredAccount%3A"
                        + properties.adAccountId() + ")&fields=dateRange,pivotValues," + metrics);
        JsonNode elements = answer.path("elements");
        if (!elements.isArray()) {
            throw reads.unreadable("an answer without elements");
        }
        List<JsonNode> rows = new ArrayList<>();
        if (elements.size() < MOST_LINES || from.equals(until)) {
            elements.forEach(rows::add);
            return rows;
        }
        LocalDate middle = from.plusDays((until.toEpochDay() - from.toEpochDay()) / 2);
        rows.addAll(days(pivot, metrics, from, middle));
        rows.addAll(days(pivot, metrics, middle.plusDays(1), until));
        return rows;
    }

    private static String date(LocalDate day) {
        return "(year:" + day.getYear() + ",month:" + day.getMonthValue() + ",day:" + day.getDayOfMonth() + ")";
    }

    private LocalDate day(JsonNode row) throws Unavailable {
        JsonNode start = row.at("/dateRange/start");
        try {
            return LocalDate.of(
                    start.path("year").asInt(),
                    start.path("month").asInt(),
                    start.path("day").asInt());
        } catch (DateTimeException e) {
            throw reads.unreadable("a line of its report without a day");
        }
    }

    private JsonNode get(String path) throws Unavailable {
        URI address = URI.create(account.baseUrl() + path);
        if (token != null) {
            return reads.get(token, address, this::headers);
        }
        String fixed = properties.accessToken() != null
                ? properties.accessToken()
                : Objects.requireNonNull(account.accessToken());
        return reads.get(address, headers -> {
            headers.setBearerAuth(fixed);
            headers(headers);
        });
    }

    private void headers(HttpHeaders headers) {
        headers.set("LinkedIn-Version", account.apiVersion());
        headers.set("X-Restli-Protocol-Version", "2.0.0");
    }
}
