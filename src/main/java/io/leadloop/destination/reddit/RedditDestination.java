package io.leadloop.destination.reddit;

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
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reddit over the Conversions API v3. */
class RedditDestination extends JsonDestination {

    private static final int MAX_BATCH = 1_000;

    private final RedditProperties properties;
    private final RedditRequest requests;
    private final OutsideHttp http;
    private final RedditReports reports;
    private final RedditPixels pixels;

    RedditDestination(
            AccountName account,
            RedditProperties properties,
            RedditReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.testId() != null, settings);
        this.properties = properties;
        this.requests = new RedditRequest(properties);
        this.http = http;
        this.reports = new RedditReports(account, properties, report, http, tokens, clock);
        this.pixels = new RedditPixels(properties, report, reports.calls());
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

    private static DestinationProfile profile(RedditProperties properties) {
        return new DestinationProfile(
                RedditType.ID,
                "Reddit",
                new Matching(
                        RedditRequest.KINDS,
                        true,
                        true,
                        false,
                        "user.data_processing_options with LDU (no personalisation)"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "the oldest click; how long a conversion_id counts once; whether events with test_id count; what"
                                + " one bad event does to its request; whether the action source changes attribution"),
                new Wire(
                        MAX_BATCH,
                        "unix milliseconds",
                        "decimal number",
                        "conversion_id",
                        "the whole request is refused; the row is read from invalid_events where Reddit lists it",
                        new TestFlag("test_id", true)),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://ads-api.reddit.com/docs/v3/");
    }

    /** A custom event needs a name of its own. */
    @Override
    public boolean knowsAction(String action) {
        String name = properties.eventName(action);
        return !name.isBlank() && !name.equals(RedditRequest.CUSTOM);
    }

    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        return upload.click() != null || !upload.lead().contact().isEmpty()
                ? Optional.empty()
                : Optional.of(UploadResult.of(
                        Outcome.REJECTED,
                        "NO_MATCH_KEY",
                        "The lead has neither rdt_cid nor mail nor phone. Add one in the CRM or drop the conversion."));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        if (rehearsal && properties.testId() == null) {
            return BatchAnswer.forAll(
                    uploads.size(),
                    UploadResult.of(
                            Outcome.REJECTED,
                            "NO_TEST_ID",
                            "Set " + account().prefix() + ".test-id to the test id of the Events Manager."));
        }
        URI uri = URI.create(properties.baseUrl() + "/api/" + properties.apiVersion() + "/pixels/"
                + properties.pixelId() + "/conversion_events");
        String token = Objects.requireNonNull(properties.accessToken());
        return RedditResponse.read(
                http.post(uri, requests.of(uploads), headers -> headers.setBearerAuth(token)),
                uploads.stream().map(it -> it.step().dedupeKey()).toList());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
