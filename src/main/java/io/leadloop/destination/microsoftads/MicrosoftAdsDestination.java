package io.leadloop.destination.microsoftads;

import io.leadloop.conversion.ConversionType;
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
import io.leadloop.destination.microsoftads.MicrosoftAdsRequest.Method;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.HashedContact;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Microsoft Advertising over the Campaign Management API. */
class MicrosoftAdsDestination extends JsonDestination {

    private static final int MAX_BATCH = 1_000;
    private static final int LONGEST_GOAL = 100;
    private static final Duration ADJUSTABLE = Duration.ofDays(90);
    /** A UUID, also seen without its dashes. */
    private static final Pattern MSCLKID =
            Pattern.compile("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final MicrosoftAdsProperties properties;
    private final MicrosoftAdsRequest requests;
    private final @Nullable MicrosoftAdsCalls calls;
    private final @Nullable MicrosoftAdsReports reports;
    private final Clock clock;

    MicrosoftAdsDestination(
            AccountName account,
            MicrosoftAdsProperties properties,
            MicrosoftAdsReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), false, settings);
        this.properties = properties;
        this.clock = clock;
        this.requests = new MicrosoftAdsRequest(properties);
        this.calls = isOn()
                ? new MicrosoftAdsCalls(
                        properties,
                        http,
                        AccessToken.byRefreshToken(account.id(), client(properties), tokens, http, clock))
                : null;
        this.reports = calls == null ? null : new MicrosoftAdsReports(account, properties, report, calls);
    }

    private static AccessToken.Client client(MicrosoftAdsProperties properties) {
        return new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri(),
                properties.scope());
    }

    private static DestinationProfile profile(MicrosoftAdsProperties properties) {
        boolean byContact = properties.enhancedConversions();
        return new DestinationProfile(
                MicrosoftAdsType.ID,
                "Microsoft Advertising",
                new Matching(List.of(ClickIdKind.MSCLKID), byContact, byContact, false, "none"),
                new Windows(
                        properties.maxClickAge(),
                        properties.holdAfterClick(),
                        properties.maxEventAge(),
                        "The hour after the click is Microsoft's advice, not a limit; the forms of hashed mail and phone"
                                + " are published for its Conversions API only"),
                new Wire(
                        MAX_BATCH,
                        "UTC to the second, with Z",
                        "decimal number",
                        "msclkid, goal and ConversionTime; a repetition is ignored silently",
                        "it alone is refused, named by its index",
                        TestFlag.NONE),
                new AdjustmentSupport(
                        true,
                        true,
                        Duration.ZERO,
                        ADJUSTABLE,
                        "an adjustment, Restate or Retract, of the conversion with the same goal, click and time"),
                new ApiVersion(properties.apiVersion(), null),
                "https://learn.microsoft.com/en-us/advertising/campaign-management-service/applyofflineconversions");
    }

    @Override
    public boolean knowsAction(String action) {
        String goal = properties.goal(action);
        return !goal.isBlank() && goal.length() <= LONGEST_GOAL;
    }

    /** "Rows with the same MicrosoftClickId, conversion name and ConversionTime are ignored" (facts of 2026-11-26). */
    @Override
    public boolean countsBySecond() {
        return true;
    }

    @Override
    protected Object group(Upload upload) {
        return Method.of(upload);
    }

    /** Rows that Microsoft would refuse one by one; each costs an attempt of the account's calls. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        if (upload.click() != null && !MSCLKID.matcher(upload.click().value()).matches()) {
            return refused(
                    "MSCLKID_FORMAT",
                    "The lead's msclkid is neither a UUID nor 32 hex digits. Correct it in the CRM or drop the"
                            + " conversion.");
        }
        HashedContact contact = upload.lead().contact();
        if (upload.click() == null && !(properties.enhancedConversions() && !contact.isEmpty())) {
            return refused(
                    "NO_IDENTIFIER",
                    "Without an msclkid Microsoft matches by hashed mail or phone, and only at goals for enhanced"
                            + " conversions. Set enhanced-conversions where the goals are such, or drop the conversion.");
        }
        if (upload.conversion().type() == ConversionType.RESTATEMENT
                && upload.conversion().value() == null) {
            return refused(
                    "NO_VALUE", "An adjustment of the value needs a value. Set it in the CRM or drop the adjustment.");
        }
        return Optional.empty();
    }

    private static Optional<UploadResult> refused(String code, String words) {
        return Optional.of(UploadResult.of(Outcome.REJECTED, code, words));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        Method method = Method.of(uploads.get(0));
        URI uri = URI.create(
                properties.baseUrl() + "/CampaignManagement/" + properties.apiVersion() + "/" + method.path());
        OutsideAnswer answer = Objects.requireNonNull(calls).post(uri, requests.of(method, uploads));
        return MicrosoftAdsResponse.read(answer, uploads.size());
    }

    @Override
    public List<AccountTrial.Line> describe() {
        return reports == null ? List.of() : reports.describe();
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.ofNullable(reports);
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(new MicrosoftAdsCatalogue(
                properties,
                (uri, body) -> Objects.requireNonNull(calls).post(uri, body),
                () -> Objects.requireNonNull(reports).currency(),
                clock));
    }
}
