package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.ReportCall;
import io.leadloop.destination.ReportColumns;
import io.leadloop.destination.ReportSums;
import io.leadloop.destination.microsoftads.MicrosoftAdsReportFile.Row;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.PublicAddresses;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * What Microsoft Advertising counted, by its Reporting API: GoalsAndFunnelsReport, all goals whether bidding learns from them
 * or not, by the day of the click in UTC ("Make better business decisions based on time of ad clicks", Microsoft Advertising
 * blog); and what the ads cost, by CampaignPerformanceReport without columns of goals, which would repeat the cost.
 */
final class MicrosoftAdsReports implements PlatformReports {

    private static final String GOAL = "Goal";
    private static final String COST = "Spend";
    private static final List<String> COSTS =
            List.of(MicrosoftAdsReportFile.DAY, "CampaignId", "CampaignName", "CurrencyCode", COST);
    private static final String PLATFORM = "Microsoft Advertising";
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;

    private final AccountName name;
    private final MicrosoftAdsProperties account;
    private final MicrosoftAdsReportProperties properties;
    private final MicrosoftAdsCalls calls;
    private final MicrosoftAdsReportJob job;
    private final Map<String, String> actions;

    MicrosoftAdsReports(
            AccountName name,
            MicrosoftAdsProperties account,
            MicrosoftAdsReportProperties properties,
            MicrosoftAdsCalls calls) {
        this(name, account, properties, calls, PublicAddresses.system(), time -> LockSupport.parkNanos(time.toNanos()));
    }

    MicrosoftAdsReports(
            AccountName name,
            MicrosoftAdsProperties account,
            MicrosoftAdsReportProperties properties,
            MicrosoftAdsCalls calls,
            PublicAddresses addresses,
            MicrosoftAdsReportJob.Pause pause) {
        this.name = name;
        this.account = account;
        this.properties = properties;
        this.calls = calls;
        this.job = new MicrosoftAdsReportJob(
                calls,
                URI.create(properties.reports(account) + "/Reporting/" + account.apiVersion()),
                id(),
                properties,
                addresses,
                pause);
        this.actions = ReportColumns.actionsByName(account.conversionActions());
    }

    @Override
    public String destination() {
        return name.id();
    }

    @Override
    public boolean isOn() {
        return properties.enabled();
    }

    @Override
    public Set<Basis> bases() {
        return Set.of(Basis.CLICK);
    }

    /** False for two actions under one name; an action without an entry is a name itself. */
    @Override
    public boolean tells(String action) {
        return !account.conversionActions().containsKey(action) || actions.containsValue(action);
    }

    @Override
    public Optional<ZoneId> zone() {
        return Optional.of(properties.zone());
    }

    @Override
    public List<Line> lines(LocalDate from, LocalDate until) throws Unavailable {
        List<String> columns = List.of(
                MicrosoftAdsReportFile.DAY, GOAL, "GoalId", properties.conversionsColumn(), properties.valueColumn());
        List<Row> rows = rows("GoalsAndFunnelsReportRequest", columns, from, until);
        ReportSums sums = new ReportSums(from, until);
        String currency = rows.isEmpty() ? "" : asked().currency();
        for (Row row : rows) {
            String goal = row.text(GOAL);
            sums.add(
                    actions.getOrDefault(goal, goal),
                    row.day(),
                    Basis.CLICK,
                    row.number(properties.conversionsColumn()),
                    row.number(properties.valueColumn()),
                    currency);
        }
        return sums.lines();
    }

    @Override
    public List<Spend> spend(LocalDate from, LocalDate until) throws Unavailable {
        List<Spend> spend = new ArrayList<>();
        for (Row row : rows("CampaignPerformanceReportRequest", COSTS, from, until)) {
            if (row.number(COST).signum() != 0) {
                String campaign = row.text("CampaignName");
                spend.add(new Spend(
                        row.day(),
                        campaign.isEmpty() ? row.text("CampaignId") : campaign,
                        row.number(COST),
                        row.text("CurrencyCode")));
            }
        }
        return spend;
    }

    private List<Row> rows(String type, List<String> columns, LocalDate from, LocalDate until) throws Unavailable {
        return MicrosoftAdsReportFile.rows(job.file(request(type, columns, from, until)), columns);
    }

    private ObjectNode request(String type, List<String> columns, LocalDate from, LocalDate until) throws Unavailable {
        ObjectNode request = JsonNodeFactory.instance.objectNode();
        request.put("Type", type)
                .put("ReportName", "LeadLoop")
                .put("Format", "Csv")
                .put("FormatVersion", "2.0")
                .put("ExcludeReportHeader", true)
                .put("ExcludeReportFooter", true)
                .put("ExcludeColumnHeaders", false)
                .put("ReturnOnlyCompleteData", false)
                .put("Aggregation", "Daily");
        columns.forEach(request.putArray("Columns")::add);
        request.putObject("Scope").putArray("AccountIds").add(number(id()));
        ObjectNode time = request.putObject("Time");
        date(time.putObject("CustomDateRangeStart"), from);
        date(time.putObject("CustomDateRangeEnd"), until);
        return request;
    }

    private static void date(ObjectNode date, LocalDate day) {
        date.put("Day", day.getDayOfMonth()).put("Month", day.getMonthValue()).put("Year", day.getYear());
    }

    private static long number(String id) throws Unavailable {
        try {
            return Long.parseLong(id.strip());
        } catch (NumberFormatException e) {
            throw new Unavailable(
                    "The account-id is not the number of an account: it is the aid in the address of Microsoft"
                            + " Advertising.");
        }
    }

    private String id() {
        return String.valueOf(account.accountId());
    }

    /** Of the account, ISO 4217. */
    String currency() throws Unavailable {
        return asked().currency();
    }

    /** What the account says of itself. Throws Unavailable where Microsoft does not say it. */
    private MicrosoftAdsAccount asked() throws Unavailable {
        OutsideAnswer answer = accountAnswer();
        if (isAccount(answer)) {
            return MicrosoftAdsAccount.of(answer.json().path("Account"));
        }
        throw new Unavailable(MicrosoftAdsReportRefusal.words(answer, id()));
    }

    private OutsideAnswer accountAnswer() throws Unavailable {
        URI address = URI.create(
                properties.accounts(account) + "/CustomerManagement/" + account.apiVersion() + "/Account/Query");
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("AccountId", number(id()));
        return ReportCall.of(
                PLATFORM, "Renew the refresh-token (\"Connect with Microsoft\").", () -> calls.post(address, body));
    }

    private static boolean isAccount(OutsideAnswer answer) {
        JsonNode account = answer.json().path("Account");
        return answer.isSuccess() && account.path("CurrencyCode").isTextual();
    }

    /** The account in lines for people. */
    List<AccountTrial.Line> describe() {
        try {
            OutsideAnswer answer = accountAnswer();
            if (isAccount(answer)) {
                return MicrosoftAdsAccount.of(answer.json().path("Account")).lines();
            }
            boolean refused = answer.status() == UNAUTHORIZED
                    || answer.status() == FORBIDDEN
                    || !MicrosoftAdsReportRefusal.code(answer.json()).isEmpty();
            return List.of(
                    refused
                            ? new AccountTrial.Line(
                                    AccountTrial.Verdict.WRONG, MicrosoftAdsReportRefusal.words(answer, id()))
                            : new AccountTrial.Line(
                                    AccountTrial.Verdict.OPEN,
                                    "Name and currency of the account could not be asked for (HTTP " + answer.status()
                                            + ")."));
        } catch (Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }
}
