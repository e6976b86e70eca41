package io.leadloop.destination.linkedin;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.AccountTrial;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.DestinationProfile.ApiVersion;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.DestinationProfile.Windows;
import io.leadloop.destination.DestinationProfile.Wire;
import io.leadloop.destination.JsonDestination;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.expiry.OutsideApi;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** LinkedIn over the Conversions API. */
class LinkedInDestination extends JsonDestination {

    private static final int MAX_BATCH = 5_000;

    private final LinkedInProperties properties;
    private final LinkedInReportProperties report;
    private final LinkedInRequest requests;
    private final LinkedInCalls calls;
    private final LinkedInReports reports;

    LinkedInDestination(
            AccountName account,
            LinkedInProperties properties,
            LinkedInReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), false, settings);
        this.properties = properties;
        this.report = report;
        this.requests = new LinkedInRequest(properties);
        AccessToken token = isOn() && properties.refreshes()
                ? AccessToken.byRefreshToken(account.id(), client(properties), tokens, http, clock)
                : null;
        this.calls = new LinkedInCalls(properties, http, token);
        this.reports = new LinkedInReports(account, properties, report, http, token);
    }

    private static AccessToken.Client client(LinkedInProperties properties) {
        return new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri(),
                null);
    }

    private static DestinationProfile profile(LinkedInProperties properties) {
        return new DestinationProfile(
                LinkedInType.ID,
                "LinkedIn",
                new Matching(LinkedInRequest.KINDS, true, false, false, "none"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "The oldest click: 90 days by the FAQ, up to 365 for some types of rules"),
                new Wire(
                        MAX_BATCH,
                        "unix milliseconds",
                        "decimal number as text",
                        "eventId; the browser's event with the same one wins, two of ours are not confirmed to count once",
                        "the whole request is refused, the row is named in the text",
                        TestFlag.NONE),
                AdjustmentSupport.NONE,
                ApiVersion.of(OutsideApi.LINKEDIN_MARKETING, properties.apiVersion()),
                "https://learn.microsoft.com/en-us/linkedin/marketing/integrations/ads-reporting/conversions-api");
    }

    @Override
    public List<AccountTrial.Line> describe() {
        if (!reports.isOn()) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN,
                    "Name and currency of the ad account are not asked for: report.ad-account-id is not set."));
        }
        try {
            return reports.account().lines();
        } catch (PlatformReports.Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    @Override
    public boolean knowsAction(String action) {
        String rule = properties.rule(action);
        return !rule.isEmpty() && rule.chars().allMatch(it -> it >= '0' && it <= '9');
    }

    /** LinkedIn refuses an event without an id together with its whole batch. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        return upload.click() != null || upload.lead().contact().email() != null
                ? Optional.empty()
                : Optional.of(UploadResult.of(
                        Outcome.REJECTED,
                        "NO_IDENTIFIER",
                        "LinkedIn matches by the lead of its own form, li_fat_id or hashed mail, and the lead has none"
                                + " of them. Add one in the CRM or drop the conversion."));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        OutsideAnswer answer = calls.post(
                URI.create(properties.baseUrl() + "/rest/conversionEvents"), requests.of(uploads), "BATCH_CREATE");
        return LinkedInResponse.read(answer, uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(new LinkedInCatalogue(properties, report, calls));
    }
}
