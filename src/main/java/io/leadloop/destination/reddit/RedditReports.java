package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportSums;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What Reddit counted and what the ads cost, by {@code POST /api/v3/ad_accounts/{id}/reports} ("Get A Report",
 * ads-api.reddit.com/docs/v3): by day of the account's own calendar, in its currency; costs in millionths, values in
 * hundredths. On which day Reddit counts a conversion is not published.
 */
final class RedditReports implements PlatformReports {

    private static final String DATE = "DATE";
    private static final String COST = "SPEND";
    private static final int HUNDREDTHS = 2;
    private static final int MILLIONTHS = 6;

    private final AccountName name;
    private final RedditReportProperties properties;
    private final RedditReportFields fields;
    private final @Nullable RedditReportCalls calls;
    private final Clock clock;

    RedditReports(
            AccountName name,
            RedditProperties account,
            RedditReportProperties properties,
            OutsideHttp http,
            RefreshTokens tokens,
            Clock clock) {
        this.name = name;
        this.properties = properties;
        this.fields = new RedditReportFields(account, properties);
        this.clock = clock;
        this.calls = account.isOn(name) && properties.isOn(name) ? calls(account, http, tokens) : null;
    }

    private RedditReportCalls calls(RedditProperties account, OutsideHttp http, RefreshTokens tokens) {
        String id = Objects.requireNonNull(properties.adAccountId());
        AccessToken.Client client = new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri(),
                null);
        return new RedditReportCalls(
                URI.create(account.baseUrl() + "/api/" + account.apiVersion() + "/ad_accounts/" + id),
                id,
                properties.userAgent(),
                http,
                AccessToken.byRefreshTokenWithBasic(name.id(), client, properties.userAgent(), tokens, http, clock));
    }

    /** Null while the report has no keys. */
    @Nullable
    RedditReportCalls calls() {
        return calls;
    }

    @Override
    public String destination() {
        return name.id();
    }

    @Override
    public boolean isOn() {
        return calls != null;
    }

    @Override
    public Set<Basis> bases() {
        return Set.of(properties.basis());
    }

    /** The longest click window of an ad account, and some days of processing. */
    @Override
    public int days() {
        return 31;
    }

    @Override
    public boolean tells(String action) {
        return fields.actions().contains(action);
    }

    @Override
    public Optional<ZoneId> zone() throws Unavailable {
        return Optional.of(Objects.requireNonNull(calls).account().zone());
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        Set<String> actions = fields.actions();
        if (actions.isEmpty()) {
            throw new Unavailable(
                    "Nothing says which fields of Reddit's report count which action: give the actions a tracking"
                            + " type under " + name.prefix() + ".conversion-actions, or set " + name.prefix()
                            + ".report.columns.");
        }
        RedditReportCalls reddit = Objects.requireNonNull(calls);
        RedditAccount account = reddit.account();
        ReportSums sums = new ReportSums(from, until);
        for (JsonNode row : reddit.report(request(account.zone(), from, until, fields.of(actions), List.of(DATE)))) {
            for (String action : actions) {
                BigDecimal counted = BigDecimal.ZERO;
                for (String field : fields.counts(action)) {
                    counted = counted.add(number(row, field));
                }
                String value = fields.value(action);
                sums.add(
                        action,
                        day(row),
                        properties.basis(),
                        counted,
                        value == null ? null : number(row, value).scaleByPowerOfTen(-HUNDREDTHS),
                        account.currency());
            }
        }
        return sums.lines();
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        RedditReportCalls reddit = Objects.requireNonNull(calls);
        RedditAccount account = reddit.account();
        List<JsonNode> rows =
                reddit.report(request(account.zone(), from, until, List.of(COST), List.of(DATE, "CAMPAIGN_ID")));
        Map<String, String> names = rows.isEmpty() ? Map.of() : reddit.campaigns();
        List<Spend> spend = new ArrayList<>();
        for (JsonNode row : rows) {
            BigDecimal cost = number(row, COST).scaleByPowerOfTen(-MILLIONTHS);
            if (cost.signum() != 0) {
                String id = row.path("campaign_id").asText("");
                spend.add(new Spend(day(row), names.getOrDefault(id, id), cost, account.currency()));
            }
        }
        return spend;
    }

    /** Reddit rounds times to the hour; some zones begin their days at half past. */
    private ObjectNode request(
            ZoneId zone, LocalDate from, LocalDate until, Collection<String> asked, List<String> breakdowns) {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        ObjectNode data = request.putObject("data");
        Instant begin = from.atStartOfDay(zone).toInstant().truncatedTo(ChronoUnit.HOURS);
        Instant end = until.plusDays(1).atStartOfDay(zone).toInstant();
        Instant wholeHour = end.truncatedTo(ChronoUnit.HOURS);
        data.put("starts_at", begin.toString());
        data.put("ends_at", (wholeHour.equals(end) ? end : wholeHour.plus(1, ChronoUnit.HOURS)).toString());
        data.put("time_zone_id", zone.getId());
        breakdowns.forEach(data.putArray("breakdowns")::add);
        ArrayNode names = data.putArray("fields");
        asked.forEach(names::add);
        return request;
    }

    private static LocalDate day(JsonNode row) throws Unavailable {
        String day = row.path("date").asText("");
        try {
            return LocalDate.parse(day.substring(0, Math.min(10, day.length())));
        } catch (DateTimeException e) {
            throw new Unavailable("Reddit gave a line of its report without a day.");
        }
    }

    /** A field that is null or absent counts nothing. */
    private static BigDecimal number(JsonNode row, String field) throws Unavailable {
        JsonNode value = row.path(field.toLowerCase(Locale.ROOT));
        if (value.isMissingNode() || value.isNull()) {
            return BigDecimal.ZERO;
        }
        if (!value.isNumber()) {
            throw new Unavailable("Reddit gave a line of its report without a number for " + field + ".");
        }
        return value.decimalValue();
    }

    /** The account in lines for people. */
    List<AccountTrial.Line> describe() {
        if (calls == null) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN,
                    "Name, currency and zone of the ad account are not asked for: report.ad-account-id and the keys beside it"
                            + " are not set; the conversion access token may not ask."));
        }
        try {
            return calls.account().lines();
        } catch (Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }
}
