package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportCall;
import io.leadloop.destination.ReportColumns;
import io.leadloop.expiry.Expiry;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * What Google Ads counted, by {@code googleAds:search} of the Google Ads API (v25): {@code all_conversions}, which primary and
 * secondary actions are in, by the day of the click and, in the columns {@code ..._by_conversion_date}, by their own.
 */
final class GoogleAdsReports implements PlatformReports {

    private static final String SCOPE = "https://www.googleapis.com/auth/adwords";
    private static final int MOST_PAGES = 100;
    private static final int MICRO_PLACES = 6;

    private final AccountName name;
    private final GoogleAdsProperties account;
    private final GoogleAdsReportProperties properties;
    private final OutsideHttp http;
    private final @Nullable AccessToken token;
    /** By id; without those that several actions of the plan share. */
    private final Map<String, String> actions;

    GoogleAdsReports(
            AccountName name,
            GoogleAdsProperties account,
            GoogleAdsReportProperties properties,
            OutsideHttp http,
            RefreshTokens tokens,
            Clock clock) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.http = http;
        this.token = isOn() ? GoogleAdsSignIn.token(name, account, SCOPE, tokens, http, clock) : null;
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
        return Set.of(Basis.CLICK, Basis.CONVERSION);
    }

    @Override
    public boolean tells(String action) {
        Map<String, String> ids = account.conversionActions();
        return actions.containsValue(action)
                || action.matches("\\d+") && !ids.containsKey(action) && !ids.containsValue(action);
    }

    /** The report's API is another one than the destination's, with an end of its own. */
    @Override
    public List<Expiry> expiries() {
        if (!isOn()) {
            return List.of();
        }
        return Optional.ofNullable(properties.apiVersionEnds())
                .map(it -> new OutsideApi.End(it, Expiry.Basis.CONFIGURED))
                .or(() -> OutsideApi.GOOGLE_ADS.end(properties.apiVersion()))
                .map(end -> new Expiry(
                        Expiry.Holder.DESTINATION,
                        destination(),
                        Expiry.What.REPORT_API_VERSION,
                        "API version " + properties.apiVersion() + " of the report",
                        end.day(),
                        end.basis(),
                        "report.api-version"))
                .stream()
                .toList();
    }

    /** The calendar of the accounts in which the ads run; empty where they have different ones. */
    @Override
    public Optional<ZoneId> zone() throws Unavailable {
        Set<ZoneId> zones = new HashSet<>();
        for (String customer : customers()) {
            try {
                zones.add(ZoneId.of(account(customer).zone()));
            } catch (DateTimeException unknown) {
                return Optional.empty();
            }
        }
        return zones.size() == 1 ? zones.stream().findFirst() : Optional.empty();
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        Map<List<Object>, Line> sums = new TreeMap<>(java.util.Comparator.comparing(Object::toString));
        for (String customer : customers()) {
            for (Line line : of(customer, from, until)) {
                sums.merge(List.of(line.action(), line.day(), line.basis()), line, GoogleAdsReports::together);
            }
        }
        return List.copyOf(sums.values());
    }

    /** Amounts of two currencies have no sum: then the line tells none. */
    private static Line together(Line one, Line other) {
        boolean isPriced = one.currency().equals(other.currency());
        return new Line(
                one.action(),
                one.day(),
                one.basis(),
                one.conversions().add(other.conversions()),
                isPriced ? one.amount().add(other.amount()) : BigDecimal.ZERO,
                isPriced ? one.currency() : "");
    }

    /** The account's own words about itself; throws Unavailable where Google does not answer. */
    GoogleAdsAccount account() throws Unavailable {
        return account(String.valueOf(account.customerId()).replace("-", ""));
    }

    private GoogleAdsAccount account(String customer) throws Unavailable {
        JsonNode answer = search(customer, JsonNodeFactory.instance.objectNode().put("query", GoogleAdsAccount.QUERY));
        return GoogleAdsAccount.of(answer.path("results").path(0).path("customer"));
    }

    /** The rows of the account that owns the conversion actions; one page has 10,000, which no list of actions fills. */
    List<JsonNode> rows(String query) throws Unavailable {
        List<JsonNode> rows = new ArrayList<>();
        search(customer(), JsonNodeFactory.instance.objectNode().put("query", query))
                .path("results")
                .forEach(rows::add);
        return rows;
    }

    /** The accounts in which the ads run. */
    private List<String> customers() {
        return properties.customerIds().isEmpty()
                ? List.of(customer())
                : properties.customerIds().stream()
                        .map(it -> it.replace("-", ""))
                        .toList();
    }

    private String customer() {
        return String.valueOf(account.customerId()).replace("-", "");
    }

    /** Changes conversion actions; the answer may be a refusal. */
    OutsideAnswer mutate(JsonNode body) throws OutsideHttp.NoAnswer {
        return post(customer(), "/conversionActions:mutate", body);
    }

    private OutsideAnswer post(String customer, String method, JsonNode body) throws OutsideHttp.NoAnswer {
        URI address =
                URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/customers/" + customer + method);
        return java.util.Objects.requireNonNull(token)
                .call(bearer -> http.post(address, body, headers -> headers(headers, bearer)));
    }

    private List<Line> of(String customer, LocalDate from, LocalDate until) throws Unavailable {
        String query =
                "SELECT customer.currency_code, segments.date, segments.conversion_action, metrics.all_conversions,"
                        + " metrics.all_conversions_value, metrics.all_conversions_by_conversion_date,"
                        + " metrics.all_conversions_value_by_conversion_date FROM customer WHERE segments.date BETWEEN '"
                        + from + "' AND '" + until + "'";
        List<Line> lines = new ArrayList<>();
        each(customer, query, row -> read(row, lines));
        return lines;
    }

    /** By campaign and day of the click or impression; cost and conversion action cannot be asked for in one query. */
    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        String query = "SELECT customer.currency_code, campaign.name, segments.date, metrics.cost_micros FROM campaign"
                + " WHERE segments.date BETWEEN '" + from + "' AND '" + until + "'";
        List<Spend> spend = new ArrayList<>();
        for (String customer : customers()) {
            each(customer, query, row -> cost(row, spend));
        }
        return spend;
    }

    /** Google writes the micros, an int64, as text. */
    private static void cost(JsonNode row, List<Spend> spend) throws Unavailable {
        String micros = row.at("/metrics/costMicros").asText("0");
        try {
            // movePointLeft would write all digits of 1E100000000 out first.
            BigDecimal amount = new BigDecimal(micros).scaleByPowerOfTen(-MICRO_PLACES);
            if (amount.signum() != 0) {
                spend.add(new Spend(
                        day(row),
                        row.at("/campaign/name").asText(""),
                        amount,
                        row.at("/customer/currencyCode").asText("")));
            }
        } catch (NumberFormatException e) {
            throw new Unavailable("Google gave a cost that is no number. Nothing of it was stored.");
        }
    }

    private interface Row {
        void read(JsonNode row) throws Unavailable;
    }

    private void each(String customer, String query, Row reader) throws Unavailable {
        String page = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("query", query);
            if (!page.isEmpty()) {
                body.put("pageToken", page);
            }
            JsonNode answer = search(customer, body);
            for (JsonNode row : answer.path("results")) {
                reader.read(row);
            }
            page = answer.path("nextPageToken").asText("");
            if (page.isEmpty()) {
                return;
            }
        }
        throw new Unavailable("Google's report of account " + customer + " does not end.");
    }

    private JsonNode search(String customer, JsonNode body) throws Unavailable {
        String signIn = "Check the keys of " + name.prefix() + "; the refresh token must carry the scope adwords.";
        OutsideAnswer answer = ReportCall.of("Google", signIn, () -> post(customer, "/googleAds:search", body));
        if (answer.isSuccess() && answer.json().isObject()) {
            return answer.json();
        }
        throw new Unavailable(GoogleAdsReportRefusal.words(answer, customer));
    }

    private void headers(HttpHeaders headers, String bearer) {
        headers.setBearerAuth(bearer);
        headers.set("developer-token", properties.developerToken());
        if (account.loginCustomerId() != null) {
            headers.set("login-customer-id", account.loginCustomerId().replace("-", ""));
        }
    }

    private void read(JsonNode row, List<Line> lines) throws Unavailable {
        String action = row.at("/segments/conversionAction").asText("");
        String id = action.substring(action.lastIndexOf('/') + 1);
        String currency = row.at("/customer/currencyCode").asText("");
        JsonNode metrics = row.path("metrics");
        LocalDate day = day(row);
        add(lines, id, day, Basis.CLICK, metrics, "allConversions", currency);
        add(lines, id, day, Basis.CONVERSION, metrics, "allConversionsByConversionDate", currency);
    }

    private static LocalDate day(JsonNode row) throws Unavailable {
        try {
            return LocalDate.parse(row.at("/segments/date").asText(""));
        } catch (DateTimeException e) {
            throw new Unavailable("Google gave a line of its report without a day.");
        }
    }

    private void add(
            List<Line> lines, String id, LocalDate day, Basis basis, JsonNode metrics, String column, String currency) {
        BigDecimal conversions = number(metrics.path(column));
        BigDecimal amount = number(metrics.path(column.replace("Conversions", "ConversionsValue")));
        if (conversions.signum() != 0) {
            lines.add(new Line(actions.getOrDefault(id, id), day, basis, conversions, amount, currency));
        }
    }

    private static BigDecimal number(JsonNode value) {
        return value.isNumber() ? value.decimalValue() : BigDecimal.ZERO;
    }
}
