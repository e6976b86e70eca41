package io.leadloop.destination.microsoftads;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.FakePlatform;
import io.leadloop.destination.FakePlatform.Answer;
import io.leadloop.destination.FakePlatform.Heard;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Microsoft's Reporting and Customer Management API (REST, v13) as their documents have them: MicrosoftDocs/Advertising-docs
 * bingads-13/guides/reports.md and request-download-report.md, reporting-service/goalsandfunnelsreportcolumn.md and
 * campaignperformancereportcolumn.md, paths and fields of BingAds-Java-SDK 13.0.27. What it does not know it refuses.
 */
public final class FakeMicrosoftReporting implements AutoCloseable {

    private static final Set<String> FIELDS = Set.of(
            "Type",
            "ReportName",
            "Format",
            "FormatVersion",
            "ExcludeReportHeader",
            "ExcludeReportFooter",
            "ExcludeColumnHeaders",
            "ReturnOnlyCompleteData",
            "Aggregation",
            "Columns",
            "Scope",
            "Time");
    /** Attributes and measures of each report that a test here asks for. */
    private static final Map<String, Set<String>> COLUMNS = Map.of(
            "GoalsAndFunnelsReportRequest",
                    Set.of(
                            "TimePeriod",
                            "Goal",
                            "GoalId",
                            "GoalType",
                            "CampaignId",
                            "CampaignName",
                            "AllConversions",
                            "AllRevenue"),
            "CampaignPerformanceReportRequest",
                    Set.of("TimePeriod", "CampaignId", "CampaignName", "CurrencyCode", "Spend", "Clicks"));

    private static final Set<String> MEASURES = Set.of("AllConversions", "AllRevenue", "Spend", "Clicks");

    private final FakePlatform platform = new FakePlatform().answersRequestsBy(this::answer);
    private final ObjectMapper json = new ObjectMapper();
    private final List<Map<String, String>> goals = new ArrayList<>();
    private final List<Map<String, String>> costs = new ArrayList<>();
    private final Map<String, JsonNode> reports = new HashMap<>();
    private final String developerToken;
    private int pendingPolls;
    private String status = "Success";
    private String downloadAddress = "";
    private boolean keepsHeader;
    private Answer account = Answer.of(
            200,
            "{\"Account\":{\"Id\":1234567,\"Name\":\"Brand DE\",\"CurrencyCode\":\"CHF\","
                    + "\"TimeZone\":\"AmsterdamBerlinBernRomeStockholmVienna\",\"AccountLifeCycleStatus\":\"Active\"}}");

    FakeMicrosoftReporting() {
        this("developer");
    }

    public FakeMicrosoftReporting(String developerToken) {
        this.developerToken = developerToken;
    }

    public URI address() {
        return platform.address();
    }

    /** A row of a goal: one day of clicks. */
    public FakeMicrosoftReporting counted(String goal, String day, String conversions, String revenue) {
        goals.add(Map.of(
                "Goal", goal, "GoalId", "77", "TimePeriod", day, "AllConversions", conversions, "AllRevenue", revenue));
        return this;
    }

    public FakeMicrosoftReporting cost(String campaign, String day, String spend) {
        costs.add(Map.of(
                "CampaignName", campaign, "CampaignId", "5", "TimePeriod", day, "Spend", spend, "CurrencyCode", "CHF"));
        return this;
    }

    /** Late conversions change days that were told before. */
    public void forgets() {
        goals.clear();
        costs.clear();
    }

    public void isPendingFor(int polls) {
        pendingPolls = polls;
    }

    void ends(String with) {
        status = with;
    }

    void namesAddress(String address) {
        downloadAddress = address;
    }

    /** As in accounts where the wish to leave it out is not heard. */
    void keepsHeaderAndFooter() {
        keepsHeader = true;
    }

    void saysOfTheAccount(Answer answer) {
        account = answer;
    }

    /** Instead of the next answer to anything. */
    public void answersNext(Answer answer) {
        platform.answers(answer);
    }

    List<Heard> requests() {
        return platform.requests();
    }

    FakePlatform platform() {
        return platform;
    }

    private Answer answer(Heard request) {
        if (request.path().startsWith("/files/")) {
            return request.header("Authorization").isEmpty() ? file(request) : Answer.of(400, "signed twice");
        }
        if (!request.method().equals("POST")
                || !request.header("Authorization").matches("Bearer .+")
                || !request.header("DeveloperToken").equals(developerToken)
                || !request.header("CustomerId").equals("7654321")
                || !request.header("CustomerAccountId").equals("1234567")) {
            return fault(105, "InvalidCredentials");
        }
        try {
            JsonNode body = json.readTree(request.body());
            return switch (request.path()) {
                case "/Reporting/v13/GenerateReport/Submit" -> submit(body);
                case "/Reporting/v13/GenerateReport/Poll" -> poll(body);
                case "/CustomerManagement/v13/Account/Query" ->
                    body.equals(json.readTree("{\"AccountId\":1234567}")) ? account : fault(106, "UserIsNotAuthorized");
                default -> Answer.of(404, "");
            };
        } catch (IOException e) {
            return Answer.of(400, "{\"Message\":\"The request is invalid.\"}");
        }
    }

    private Answer submit(JsonNode body) {
        JsonNode request = body.path("ReportRequest");
        Set<String> known = COLUMNS.getOrDefault(request.path("Type").asText(), Set.of());
        Set<String> asked =
                request.path("Columns").valueStream().map(JsonNode::asText).collect(Collectors.toSet());
        if (body.size() != 1
                || known.isEmpty()
                || !request.propertyStream().allMatch(it -> FIELDS.contains(it.getKey()))) {
            return fault(2002, "ReportingServiceUnknownReportType");
        }
        if (!known.containsAll(asked) || asked.size() != request.path("Columns").size()) {
            return fault(2016, "ReportingServiceInvalidReportColumns");
        }
        boolean isGoals = known.contains("Goal");
        if (!asked.contains("TimePeriod") || isGoals && !asked.contains("Goal")) {
            return fault(2015, "ReportingServiceRequiredColumnsNotSelected");
        }
        if (asked.stream().noneMatch(MEASURES::contains)) {
            return fault(2017, "ReportingServiceNoMeasureSelected");
        }
        JsonNode accounts = request.at("/Scope/AccountIds");
        if (accounts.size() != 1
                || !accounts.path(0).isIntegralNumber()
                || accounts.path(0).asLong() != 1_234_567) {
            return fault(2003, "ReportingServiceAccountNotAuthorized");
        }
        if (!request.path("Aggregation").asText().equals("Daily")
                || request.at("/Time").size() != 2) {
            return fault(2008, "ReportingServiceInvalidReportTimeSelection");
        }
        try {
            if (date(request, "CustomDateRangeEnd").isBefore(date(request, "CustomDateRangeStart"))) {
                return fault(2011, "ReportingServiceEndDateBeforeStartDate");
            }
        } catch (DateTimeException e) {
            return fault(2009, "ReportingServiceInvalidCustomDateRangeStart");
        }
        String id = "report-" + (reports.size() + 1);
        reports.put(id, request);
        return Answer.of(200, "{\"ReportRequestId\":\"" + id + "\"}");
    }

    private static LocalDate date(JsonNode request, String which) {
        JsonNode date = request.path("Time").path(which);
        return LocalDate.of(
                date.path("Year").asInt(),
                date.path("Month").asInt(),
                date.path("Day").asInt());
    }

    private Answer poll(JsonNode body) {
        String id = body.path("ReportRequestId").asText();
        if (body.size() != 1 || !reports.containsKey(id)) {
            return fault(2100, "ReportingServiceInvalidReportId");
        }
        if (pendingPolls-- > 0) {
            return Answer.of(200, "{\"ReportRequestStatus\":{\"Status\":\"Pending\",\"ReportDownloadUrl\":null}}");
        }
        String own = rows(reports.get(id)).isEmpty() ? "" : address() + "/files/" + id + "?sig=secret";
        return Answer.of(
                200,
                "{\"ReportRequestStatus\":{\"Status\":\"%s\",\"ReportDownloadUrl\":\"%s\"}}"
                        .formatted(status, downloadAddress.isEmpty() ? own : downloadAddress));
    }

    private List<Map<String, String>> rows(JsonNode request) {
        LocalDate from = date(request, "CustomDateRangeStart");
        LocalDate until = date(request, "CustomDateRangeEnd");
        boolean isGoals = request.path("Type").asText().startsWith("Goals");
        return (isGoals ? goals : costs)
                .stream()
                        .filter(it -> it.get("TimePeriod").contains("/")
                                || !LocalDate.parse(it.get("TimePeriod")).isBefore(from)
                                        && !LocalDate.parse(it.get("TimePeriod"))
                                                .isAfter(until))
                        .toList();
    }

    private Answer file(Heard request) {
        JsonNode report = reports.get(request.path().substring("/files/".length()));
        List<String> columns =
                report.path("Columns").valueStream().map(JsonNode::asText).toList();
        List<String> lines = new ArrayList<>();
        if (keepsHeader) {
            lines.add("\"Report Name: LeadLoop\"");
            lines.add("\"Potential Incomplete Data: true\"");
            lines.add("");
        }
        lines.add(line(columns));
        rows(report)
                .forEach(row -> lines.add(line(columns.stream().map(row::get).toList())));
        if (keepsHeader) {
            lines.add("\"@2026 Microsoft Corporation. All rights reserved. \"");
        }
        return zip(Map.of("report.csv", "\uFEFF" + String.join("\r\n", lines) + "\r\n"));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(it -> "\"" + it + "\"").collect(Collectors.joining(","));
    }

    static Answer zip(Map<String, String> files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return Answer.of(200, "").as(bytes.toByteArray(), null).typed("application/zip");
    }

    public static Answer fault(int code, String name) {
        return Answer.of(
                code == 117 || code == 207 ? 429 : code == 105 || code == 109 ? 401 : 400,
                "{\"Type\":\"AdApiFaultDetail\",\"Errors\":[{\"Code\":%d,\"ErrorCode\":\"%s\",\"Message\":\"secret words\"}]}"
                        .formatted(code, name));
    }

    @Override
    public void close() {
        platform.close();
    }
}
