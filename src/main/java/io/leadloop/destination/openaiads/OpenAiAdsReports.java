package io.leadloop.destination.openaiads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportColumns;
import io.leadloop.destination.ReportSums;
import io.leadloop.destination.openaiads.OpenAiAdsReportCalls.TooLarge;
import io.leadloop.http.OutsideHttp;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What OpenAI counted, by {@code POST /v1/conversions/insights} with {@code include: attributed_events}, which holds events
 * that are no campaign's goal too, by {@code attribution_time_basis} once by the day of the click or impression and once by
 * that of the event; and what the ads cost, by {@code GET /v1/ad_account/insights}
 * (developers.openai.com/ads/api-reference/insights). By the account's own days and currency. By the day of the event OpenAI
 * covers events that are no goal badly, as it says itself.
 */
final class OpenAiAdsReports implements PlatformReports {

    private static final Map<Basis, String> TIME_BASIS =
            new TreeMap<>(Map.of(Basis.CLICK, "ad_event_time", Basis.CONVERSION, "conversion_time"));

    private static final int PAGE = 2_000;
    private static final int MOST_PAGES = 200;

    private final OpenAiAdsProperties account;
    private final OpenAiAdsReportProperties properties;
    private final OpenAiAdsReportCalls calls;
    private final Clock clock;
    private final boolean on;
    private final String destination;
    private final Map<String, String> actions;

    OpenAiAdsReports(
            AccountName name,
            OpenAiAdsProperties account,
            OpenAiAdsReportProperties properties,
            OutsideHttp http,
            Clock clock) {
        this.account = account;
        this.properties = properties;
        this.calls = new OpenAiAdsReportCalls(properties, http);
        this.clock = clock;
        this.destination = name.id();
        this.on = account.isOn(name) && properties.isOn();
        this.actions = ReportColumns.actionsByName(account.conversionActions());
    }

    @Override
    public String destination() {
        return destination;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    @Override
    public Set<Basis> bases() {
        return TIME_BASIS.keySet();
    }

    /** The longest click window, and some days of processing. */
    @Override
    public int days() {
        return 33;
    }

    /** False for two actions under one name; an action without an entry is a name itself. */
    @Override
    public boolean tells(String action) {
        return !account.conversionActions().containsKey(action) || actions.containsValue(action);
    }

    @Override
    public Optional<ZoneId> zone() throws Unavailable {
        return Optional.of(calls.account().zone());
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        ZoneId zone = calls.account().zone();
        LocalDate last = over(zone, until);
        ReportSums sums = new ReportSums(from, last);
        for (Basis basis : TIME_BASIS.keySet()) {
            if (!last.isBefore(from)) {
                read(from, last, zone, basis, sums);
            }
        }
        return sums.lines();
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        OpenAiAdsAccount asked = calls.account();
        LocalDate last = over(asked.zone(), until);
        List<Spend> spend = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES && !last.isBefore(from); page++) {
            JsonNode answer = calls.get("/ad_account/insights", costs(from, last) + after);
            for (JsonNode row : answer.path("data")) {
                BigDecimal cost = amount(row.path("spend"));
                if (cost != null && cost.signum() != 0) {
                    String campaign = row.path("campaign_name").asText("");
                    spend.add(new Spend(
                            day(row, "readable_time"),
                            campaign.isEmpty() ? row.path("campaign_id").asText("") : campaign,
                            cost,
                            asked.currency()));
                }
            }
            if (!answer.path("has_more").asBoolean()) {
                return spend;
            }
            after = "&after=" + encoded(answer.path("last_id").asText(""));
        }
        if (last.isBefore(from)) {
            return spend;
        }
        throw new Unavailable("OpenAI's report of costs does not end.");
    }

    private static String costs(LocalDate from, LocalDate until) {
        StringBuilder query = new StringBuilder("aggregation_level=campaign&time_granularity=daily&limit=" + PAGE);
        for (String field : List.of("metadata.readable_time", "campaign.id", "campaign.name", "campaign.spend")) {
            query.append('&').append(encoded("fields[]")).append('=').append(field);
        }
        String range = JsonNodeFactory.instance
                .objectNode()
                .put("type", "date_range")
                .put("since", from.toString())
                .put("until", until.toString())
                .toString();
        return query.append('&')
                .append(encoded("time_ranges[]"))
                .append('=')
                .append(encoded(range))
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The last of these days that is over: OpenAI takes full days, and none of the future. */
    private LocalDate over(ZoneId zone, LocalDate until) {
        LocalDate yesterday = LocalDate.ofInstant(clock.instant(), zone).minusDays(1);
        return until.isAfter(yesterday) ? yesterday : until;
    }

    /** In halves where it is too large for one answer: there are no pages. */
    private void read(LocalDate from, LocalDate until, ZoneId zone, Basis basis, ReportSums sums) throws Unavailable {
        try {
            JsonNode answer = calls.post("/conversions/insights", request(from, until, zone, basis));
            for (JsonNode row : answer.path("data")) {
                LocalDate day = day(row, "date");
                for (JsonNode event : row.path("attributed_events")) {
                    add(event, day, basis, answer.path("account_currency").asText(""), sums);
                }
            }
        } catch (TooLarge e) {
            if (from.equals(until)) {
                throw new Unavailable("OpenAI's report of " + from + " is too large for one answer. Import it as CSV.");
            }
            LocalDate middle = from.plusDays(ChronoUnit.DAYS.between(from, until) / 2);
            read(from, middle, zone, basis, sums);
            read(middle.plusDays(1), until, zone, basis, sums);
        }
    }

    private ObjectNode request(LocalDate from, LocalDate until, ZoneId zone, Basis basis) {
        ObjectNode range = JsonNodeFactory.instance
                .objectNode()
                .put("type", "unix_range")
                .put("start", midnight(from, zone))
                .put("end", midnight(until.plusDays(1), zone));
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("aggregation_level", "campaign")
                .put("group_by_entity", false)
                .put("time_granularity", "daily")
                .put("attribution_time_basis", TIME_BASIS.get(basis))
                .put("attribution_window_days", properties.attributionWindowDays())
                .put("view_through_attribution_window_days", properties.viewThroughWindowDays())
                .put("include_zero_rows", false);
        request.putArray("time_ranges").add(range.toString());
        request.putArray("include").add("attributed_events");
        return request;
    }

    private static String midnight(LocalDate day, ZoneId zone) {
        return Long.toString(day.atStartOfDay(zone).toEpochSecond());
    }

    private void add(JsonNode event, LocalDate day, Basis basis, String currency, ReportSums sums) throws Unavailable {
        String said = event.path("event_name").asText("");
        JsonNode count = event.path("attributed_event_count");
        if (said.isEmpty() || !count.isNumber()) {
            throw new Unavailable("OpenAI gave an event of its report without a name or a number.");
        }
        sums.add(
                actions.getOrDefault(said, said),
                day,
                basis,
                count.decimalValue(),
                amount(event.path("attributed_event_value_amount")),
                event.path("attributed_event_value_currency").asText(currency));
    }

    /** A number, or a decimal number as text; null where it is not known. */
    private static @Nullable BigDecimal amount(JsonNode value) throws Unavailable {
        if (value.isNull() || value.isMissingNode()) {
            return null;
        }
        try {
            return new BigDecimal(value.asText());
        } catch (NumberFormatException e) {
            throw new Unavailable("OpenAI gave an amount of its report that is no number.");
        }
    }

    private static LocalDate day(JsonNode row, String field) throws Unavailable {
        String day = row.path(field).asText("");
        try {
            return LocalDate.parse(day.substring(0, Math.min(10, day.length())));
        } catch (DateTimeException e) {
            throw new Unavailable("OpenAI gave a line of its report without a day.");
        }
    }

    /** The account in lines for people. */
    List<AccountTrial.Line> describe() {
        if (!on) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN,
                    "Name, currency and zone of the ad account are not asked for: report.api-key is not set; the Conversions"
                            + " API key may not ask."));
        }
        try {
            return calls.account().lines();
        } catch (Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }
}
