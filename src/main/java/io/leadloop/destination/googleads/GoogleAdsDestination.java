package io.leadloop.destination.googleads;

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
import io.leadloop.destination.LaterVerdicts;
import io.leadloop.destination.PlatformReports;
import io.leadloop.destination.PlatformSettings;
import io.leadloop.destination.RequestStatus;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Google Ads over the Data Manager API. */
class GoogleAdsDestination extends JsonDestination implements LaterVerdicts {

    private static final String SCOPE = "https://www.googleapis.com/auth/datamanager";
    private static final int MAX_BATCH = 2_000;

    private final GoogleAdsProperties properties;
    private final GoogleAdsRequest requests;
    private final OutsideHttp http;
    private final @Nullable AccessToken token;
    private final GoogleAdsReports reports;

    GoogleAdsDestination(
            AccountName account,
            GoogleAdsProperties properties,
            GoogleAdsReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.validateOnly(), settings);
        this.properties = properties;
        this.requests = new GoogleAdsRequest(properties);
        this.http = http;
        this.reports = new GoogleAdsReports(account, properties, report, http, tokens, clock);
        this.token = isOn() ? GoogleAdsSignIn.token(account, properties, SCOPE, tokens, http, clock) : null;
    }

    private static DestinationProfile profile(GoogleAdsProperties properties) {
        return new DestinationProfile(
                GoogleAdsType.ID,
                "Google Ads",
                new Matching(
                        GoogleAdsRequest.KINDS, true, true, false, "consent.adUserData, consent.adPersonalization"),
                new Windows(
                        properties.maxClickAge(),
                        properties.holdAfterClick(),
                        properties.maxClickAge(),
                        "Google publishes the windows of the Ads API only (the action's lookback window, 6 hours)"),
                new Wire(
                        MAX_BATCH,
                        "RFC 3339",
                        "decimal number",
                        "transactionId, once for each conversion action; the same id again overwrites the value",
                        "the whole request is refused, the row is named",
                        new TestFlag("validateOnly", false)),
                new AdjustmentSupport(
                        true,
                        false,
                        Duration.ZERO,
                        properties.maxClickAge(),
                        "the same transactionId with a new value; taking back is told as a value of 0"),
                new ApiVersion(properties.apiVersion(), null),
                "https://developers.google.com/data-manager/api");
    }

    @Override
    public List<AccountTrial.Line> describe() {
        if (!reports.isOn()) {
            return List.of(
                    new AccountTrial.Line(
                            AccountTrial.Verdict.OPEN,
                            "Name, currency and settings of the account are not asked for: report.developer-token is not set."));
        }
        try {
            return reports.account().lines();
        } catch (PlatformReports.Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(new GoogleAdsCatalogue(properties, reports));
    }

    /** Google has a processing error of its own for the same gclid at the same time, DUPLICATE_GCLID. */
    @Override
    public boolean countsBySecond() {
        return true;
    }

    @Override
    public boolean knowsAction(String action) {
        return properties.conversionActions().containsKey(action) || isActionId(action);
    }

    private static boolean isActionId(String action) {
        return !action.isEmpty() && action.chars().allMatch(Character::isDigit);
    }

    /** The plan may have named an action that the configuration does not know any more. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        String action = upload.conversion().action();
        return knowsAction(action)
                ? Optional.empty()
                : Optional.of(UploadResult.of(
                        Outcome.REJECTED,
                        "NO_CONVERSION_ACTION",
                        "Set " + account().prefix() + ".conversion-actions." + action
                                + " to the id of a conversion action, then send it again."));
    }

    /** One action a request, so that Google's later status, which only counts, can be told apart by action. */
    @Override
    protected Object group(Upload upload) {
        String action = upload.conversion().action();
        return isActionId(action)
                ? action
                : Objects.requireNonNull(properties.conversionActions().get(action));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        String actionId = (String) group(uploads.get(0));
        OutsideAnswer answer = Objects.requireNonNull(token)
                .call(
                        bearer -> http.post(
                                address("/events:ingest"),
                                requests.of(actionId, uploads, rehearsal || properties.validateOnly()),
                                headers -> headers.setBearerAuth(bearer)),
                        GoogleAdsResponse::mayBeTheToken);
        return GoogleAdsResponse.read(answer, uploads.size(), rehearsal || properties.validateOnly());
    }

    /** The status of a request that was no rehearsal; Google has it half an hour later at the earliest. */
    @Override
    public Optional<RequestStatus> statusOf(String requestId) throws OutsideHttp.NoAnswer {
        OutsideAnswer answer = Objects.requireNonNull(token)
                .call(bearer -> http.get(
                        address("/requestStatus:retrieve?requestId="
                                + URLEncoder.encode(requestId, StandardCharsets.UTF_8)),
                        headers -> headers.setBearerAuth(bearer)));
        return GoogleAdsRequestStatus.read(answer);
    }

    private URI address(String method) {
        return URI.create(properties.baseUrl() + "/" + properties.apiVersion() + method);
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
