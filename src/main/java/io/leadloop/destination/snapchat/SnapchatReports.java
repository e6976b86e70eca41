package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Snapchat counted, by {@code GET /v1/adaccounts/ID/stats} with a breakdown by campaign, once by the time of the impression
 * (which stands for the click) and once by the time of the conversion. A day begins at midnight of the account.
 */
final class SnapchatReports implements PlatformReports {

    private static final int DAYS = 28 + SETTLING_DAYS;
    private static final int PAGE = 1_000;

    /** Past so long a delay the last days would look like losses. */
    private static final Duration MOST_DELAY = Duration.ofDays(3);

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx", Locale.ROOT);

    private final AccountName name;
    private final SnapchatProperties account;
    private final SnapchatReportProperties properties;
    private final AccountReads reads;
    private final Map<String, String> columns;
    private final @Nullable SnapchatCalls calls;
    private final Clock clock;

    SnapchatReports(
            AccountName name,
            SnapchatProperties account,
            SnapchatReportProperties properties,
            OutsideHttp http,
            RefreshTokens tokens,
            Clock clock) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.clock = clock;
        this.columns = ReportColumns.ofOneAction(properties.columns());
        this.reads = new AccountReads("Snapchat", http, SnapchatReportRefusal.SIGN_IN, SnapchatReportRefusal::words);
        this.calls = isOn() ? new SnapchatCalls(name, properties, reads, http, tokens, clock) : null;
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
        return DAYS;
    }

    @Override
    public Optional<ZoneId> zone() throws Unavailable {
        return Optional.of(zone(account()));
    }

    private ZoneId zone(SnapchatAccount of) throws Unavailable {
        try {
            return ZoneId.of(of.zone());
        } catch (DateTimeException e) {
            throw reads.unreadable("an ad account without a time zone");
        }
    }

    SnapchatAccount account() throws Unavailable {
        JsonNode answer = calls().get("");
        JsonNode part = calls().part(answer, answer.path("adaccounts").path(0));
        return SnapchatAccount.of(part.path("adaccount"));
    }

    /** {@code GET /v1/adaccounts/ID/pixels}. */
    List<JsonNode> pixels() throws Unavailable {
        List<JsonNode> pixels = new ArrayList<>();
        for (JsonNode page : calls().pages("/pixels")) {
            if (!page.path("pixels").isArray()) {
                throw reads.unreadable("an answer that is no list of pixels");
            }
            for (JsonNode it : page.path("pixels")) {
                pixels.add(calls().part(page, it).path("pixel"));
            }
        }
        return pixels;
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        SnapchatAccount of = account();
        Set<String> fields = new TreeSet<>(columns.values());
        fields.addAll(properties.valueColumns().values());
        Map<List<Object>, Line> sums = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        for (Map.Entry<Basis, String> time :
                List.of(Map.entry(Basis.CLICK, "impression"), Map.entry(Basis.CONVERSION, "conversion"))) {
            String more = "&action_report_time=" + time.getValue() + "&conversion_source_types=" + source()
                    + "&swipe_up_attribution_window=" + properties.swipeWindow() + "&view_attribution_window="
                    + properties.viewWindow();
            for (Day day : stats(of, fields, more, from, until)) {
                for (String action : columns.keySet()) {
                    Line line = line(action, day, time.getKey(), of.currency());
                    if (line.conversions().signum() != 0) {
                        sums.merge(List.of(action, day.day(), time.getKey()), line, SnapchatReports::together);
                    }
                }
            }
        }
        return List.copyOf(sums.values());
    }

    private Line line(String action, Day day, Basis basis, String currency) throws Unavailable {
        String worth = properties.valueColumns().get(action);
        return new Line(
                action,
                day.day(),
                basis,
                reads.number(field(day.stats(), Objects.requireNonNull(columns.get(action)))),
                worth == null ? BigDecimal.ZERO : reads.micros(field(day.stats(), worth)),
                worth == null ? "" : currency);
    }

    private static Line together(Line one, Line other) {
        return new Line(
                one.action(),
                one.day(),
                one.basis(),
                one.conversions().add(other.conversions()),
                one.amount().add(other.amount()),
                one.currency());
    }

    private JsonNode field(JsonNode stats, String field) {
        JsonNode suffixed = stats.path(field + "_" + source());
        return suffixed.isMissingNode() ? stats.path(field) : suffixed;
    }

    private String source() {
        return properties.source() != null
                ? properties.source()
                : account.actionSource().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        SnapchatAccount of = account();
        Map<String, String> names = campaigns();
        List<Spend> spend = new ArrayList<>();
        for (Day day : stats(of, Set.of("spend"), "", from, until)) {
            BigDecimal amount = reads.micros(day.stats().path("spend"));
            if (amount.signum() != 0) {
                spend.add(new Spend(day.day(), names.get(day.campaign()), amount, of.currency()));
            }
        }
        return spend;
    }

    /** The names of the campaigns by their id. */
    private Map<String, String> campaigns() throws Unavailable {
        Map<String, String> names = new HashMap<>();
        for (JsonNode page : calls().pages("/campaigns?limit=" + PAGE)) {
            for (JsonNode it : page.path("campaigns")) {
                JsonNode campaign = calls().part(page, it).path("campaign");
                names.put(campaign.path("id").asText(), campaign.path("name").asText());
            }
        }
        return names;
    }

    private record Day(String campaign, LocalDate day, JsonNode stats) {}

    private List<Day> stats(SnapchatAccount of, Set<String> fields, String more, LocalDate from, LocalDate until)
            throws Unavailable {
        ZoneId zone = zone(of);
        String first = "/stats?granularity=DAY&breakdown=campaign&omit_empty=true&limit=" + PAGE + "&fields="
                + String.join(",", fields) + "&start_time=" + midnight(from, zone) + "&end_time="
                + midnight(until.plusDays(1), zone) + more;
        List<Day> days = new ArrayList<>();
        for (JsonNode page : calls().pages(first)) {
            if (!page.path("timeseries_stats").isArray()) {
                throw reads.unreadable("an answer without statistics");
            }
            for (JsonNode one : page.path("timeseries_stats")) {
                JsonNode stat = calls().part(page, one).path("timeseries_stat");
                if (!more.isEmpty()) {
                    refuseDelay(stat);
                }
                for (JsonNode campaign : stat.path("breakdown_stats").path("campaign")) {
                    for (JsonNode it : campaign.path("timeseries")) {
                        days.add(new Day(campaign.path("id").asText(), day(it, zone), it.path("stats")));
                    }
                }
            }
        }
        return days;
    }

    /** Days after "conversion_data_processed_end_time" are not whole yet; a few are nothing strange. */
    private void refuseDelay(JsonNode stat) throws Unavailable {
        String processed = stat.path("conversion_data_processed_end_time").asText("");
        if (!processed.isEmpty() && time(processed).toInstant().plus(MOST_DELAY).isBefore(clock.instant())) {
            throw reads.unreadable("conversions until " + time(processed).toLocalDate()
                    + " only, later days are not worked out there yet; it is asked again tomorrow");
        }
    }

    private LocalDate day(JsonNode row, ZoneId zone) throws Unavailable {
        return time(row.path("start_time").asText("")).atZoneSameInstant(zone).toLocalDate();
    }

    private OffsetDateTime time(String text) throws Unavailable {
        try {
            return OffsetDateTime.parse(text);
        } catch (DateTimeException e) {
            throw reads.unreadable("a line of its report without a day");
        }
    }

    private static String midnight(LocalDate day, ZoneId zone) {
        return URLEncoder.encode(HOUR.format(day.atStartOfDay(zone).toOffsetDateTime()), StandardCharsets.UTF_8);
    }

    private SnapchatCalls calls() {
        return Objects.requireNonNull(calls);
    }
}
