package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Pinterest counted, by {@code GET /v5/ad_accounts/ID/analytics}, once by the time of the ad's action and once by the time
 * of the conversion. Its days are those of UTC; it goes back 90 days, and its pages are one.
 */
final class PinterestReports implements PlatformReports {

    /** Pinterest's own windows count 30 days; it goes back 90 days. */
    private static final int LEAST_DAYS = 30;

    private static final int MOST_DAYS = 90;

    private final AccountName name;
    private final PinterestProperties account;
    private final PinterestReportProperties properties;
    private final AccountReads reads;
    private final Map<String, String> columns;
    /** Null where a fixed token is used. */
    private final @Nullable AccessToken token;

    PinterestReports(
            AccountName name,
            PinterestProperties account,
            PinterestReportProperties properties,
            OutsideHttp http,
            RefreshTokens tokens,
            Clock clock) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.columns = ReportColumns.ofOneAction(properties.columns());
        this.reads = new AccountReads("Pinterest", http, PinterestReportRefusal.SIGN_IN, PinterestReportRefusal::words);
        this.token = isOn() && properties.refreshes()
                ? AccessToken.byRefreshTokenWithBasic(name.id(), client(), tokens, http, clock)
                : null;
    }

    private AccessToken.Client client() {
        return new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri(),
                null);
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
        return Set.of(Basis.CLICK, Basis.CONVERSION);
    }

    @Override
    public boolean tells(String action) {
        return columns.containsKey(action);
    }

    @Override
    public int days() {
        return Math.min(MOST_DAYS, Math.max(LEAST_DAYS, properties.longestWindow() + SETTLING_DAYS));
    }

    /** "Metric report start date (UTC)". */
    @Override
    public Optional<ZoneId> zone() {
        return Optional.of(ZoneOffset.UTC);
    }

    PinterestAccount account() throws Unavailable {
        return PinterestAccount.of(get(""));
    }

    /** {@code GET /v5/ad_accounts/ID/conversion_eqs}: its mark for events that come by API, of the last 14 days. */
    JsonNode eventQuality() throws Unavailable {
        JsonNode qualities = get("/conversion_eqs?lookback_period=14d&ingestion_source=CONVERSIONS_API");
        if (!qualities.isArray()) {
            throw reads.unreadable("an answer that is no list of marks");
        }
        return qualities;
    }

    /** {@code GET /v5/ad_accounts/ID/conversion_tags}: those that are not deleted. */
    JsonNode tags() throws Unavailable {
        JsonNode tags = get("/conversion_tags?filter_deleted=true").path("items");
        if (!tags.isArray()) {
            throw reads.unreadable("an answer that is no list of tags");
        }
        return tags;
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        String currency = account().currency();
        Set<String> asked = new TreeSet<>(columns.values());
        asked.addAll(properties.valueColumns().values());
        List<Line> lines = new ArrayList<>();
        read(lines, Basis.CLICK, analytics(asked, "TIME_OF_AD_ACTION", from, until), currency);
        read(lines, Basis.CONVERSION, analytics(asked, "TIME_OF_CONVERSION", from, until), currency);
        return lines;
    }

    private void read(List<Line> lines, Basis basis, JsonNode rows, String currency) throws Unavailable {
        for (JsonNode row : rows) {
            for (Map.Entry<String, String> column : columns.entrySet()) {
                String action = column.getKey();
                BigDecimal many = reads.number(row.path(column.getValue()));
                if (many.signum() != 0) {
                    String worth = properties.valueColumns().get(action);
                    lines.add(new Line(
                            action,
                            day(row),
                            basis,
                            many,
                            worth == null ? BigDecimal.ZERO : reads.micros(row.path(worth)),
                            worth == null ? "" : currency));
                }
            }
        }
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        String currency = account().currency();
        List<Spend> spend = new ArrayList<>();
        for (JsonNode row : analytics(Set.of("SPEND_IN_MICRO_DOLLAR"), "TIME_OF_AD_ACTION", from, until)) {
            BigDecimal amount = reads.micros(row.path("SPEND_IN_MICRO_DOLLAR"));
            if (amount.signum() != 0) {
                spend.add(new Spend(day(row), null, amount, currency));
            }
        }
        return spend;
    }

    private JsonNode analytics(Set<String> columns, String time, LocalDate from, LocalDate until) throws Unavailable {
        JsonNode rows = get("/analytics?start_date=" + from + "&end_date=" + until + "&columns="
                + String.join(",", columns)
                + "&granularity=DAY&click_window_days=" + properties.clickWindowDays() + "&engagement_window_days="
                + properties.engagementWindowDays() + "&view_window_days=" + properties.viewWindowDays()
                + "&conversion_report_time=" + time);
        if (!rows.isArray()) {
            throw reads.unreadable("an answer that is no list of days");
        }
        return rows;
    }

    private LocalDate day(JsonNode row) throws Unavailable {
        try {
            return LocalDate.parse(row.path("DATE").asText(""));
        } catch (DateTimeException e) {
            throw reads.unreadable("a line of its report without a day");
        }
    }

    private JsonNode get(String path) throws Unavailable {
        URI address = URI.create(
                account.baseUrl() + "/" + account.apiVersion() + "/ad_accounts/" + account.adAccountId() + path);
        if (token != null) {
            return reads.get(token, address, headers -> {});
        }
        String fixed = Objects.requireNonNull(properties.accessToken());
        return reads.get(address, headers -> headers.setBearerAuth(fixed));
    }
}
