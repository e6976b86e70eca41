package io.leadloop.destination.tiktok;

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
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** TikTok over the Events API 2.0. */
class TikTokDestination extends JsonDestination {

    /** Help centre, "Event deduplication": 48 hours from the first. */
    private static final Duration DEDUPE_WINDOW = Duration.ofHours(48);

    private static final int MAX_BATCH = 1_000;
    /** Standard events ("Supported events"); offline sources take no others. */
    private static final Set<String> STANDARD = Set.of(
            "AddPaymentInfo",
            "AddToCart",
            "AddToWishlist",
            "ApplicationApproval",
            "CompleteRegistration",
            "Contact",
            "CustomizeProduct",
            "Download",
            "FindLocation",
            "InitiateCheckout",
            "Lead",
            "Purchase",
            "Schedule",
            "Search",
            "StartTrial",
            "SubmitApplication",
            "SubmitForm",
            "Subscribe",
            "ViewContent");

    private final TikTokProperties properties;
    private final TikTokRequest requests;
    private final OutsideHttp http;
    private final TikTokReports reports;
    private final TikTokPixels pixels;

    TikTokDestination(
            AccountName account,
            TikTokProperties properties,
            TikTokReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.testEventCode() != null, settings);
        this.properties = properties;
        this.requests = new TikTokRequest(properties);
        this.http = http;
        this.reports = new TikTokReports(account, properties, report, http, clock);
        this.pixels = new TikTokPixels(properties, report, reports.calls());
    }

    @Override
    public List<AccountTrial.Line> describe() {
        return reports.describe();
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(pixels);
    }

    private static DestinationProfile profile(TikTokProperties properties) {
        boolean offline = properties.offlineEventSetId() != null;
        return new DestinationProfile(
                TikTokType.ID,
                "TikTok",
                new Matching(TikTokRequest.KINDS, offline, offline, false, "limited_data_use (website leads)"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "the oldest event of web and crm sources; the rate limit"),
                new Wire(
                        MAX_BATCH,
                        "unix seconds",
                        "decimal number",
                        "event_id with source and event, within 48 hours",
                        "the whole request is refused, some messages name the row",
                        new TestFlag("test_event_code", true),
                        DEDUPE_WINDOW),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://business-api.tiktok.com/portal/docs?id=1771101303285761");
    }

    /** A request has one source. */
    @Override
    protected Object group(Upload upload) {
        return TikTokSource.of(upload);
    }

    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        TikTokSource source = TikTokSource.of(upload);
        String event = source.event(properties, upload.conversion().action());
        if (source.id(properties) == null) {
            return rejected(
                    "SOURCE_NOT_CONFIGURED",
                    "The lead belongs to the source " + source.key() + ", whose id is not configured. Set it under "
                            + account().prefix() + ", or drop the conversion.");
        }
        if (source == TikTokSource.OFFLINE && !STANDARD.contains(event)) {
            return rejected(
                    "EVENT_NOT_STANDARD",
                    "Offline events need a standard name, '" + event + "' is none. Set offline-actions.");
        }
        return Optional.empty();
    }

    private static Optional<UploadResult> rejected(String code, String words) {
        return Optional.of(UploadResult.of(Outcome.REJECTED, code, words));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        if (rehearsal && properties.testEventCode() == null) {
            return BatchAnswer.forAll(
                    uploads.size(),
                    UploadResult.of(
                            Outcome.REJECTED,
                            AccountTrial.NO_TEST_CODE,
                            "Set " + account().prefix() + ".test-event-code to the code of the Events Manager."));
        }
        URI address = URI.create(properties.baseUrl() + "/open_api/" + properties.apiVersion() + "/event/track/");
        return TikTokResponse.read(
                http.post(
                        address,
                        requests.of(TikTokSource.of(uploads.get(0)), uploads),
                        headers -> headers.set("Access-Token", properties.accessToken())),
                uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
