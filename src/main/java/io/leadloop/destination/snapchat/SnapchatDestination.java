package io.leadloop.destination.snapchat;

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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Snapchat over the Conversions API. */
class SnapchatDestination extends JsonDestination {

    /** Conversions API, "Deduplication": 48 hours by event_id. */
    private static final Duration DEDUPE_WINDOW = Duration.ofHours(48);

    private static final int MAX_BATCH = 2_000;

    private final SnapchatProperties properties;
    private final SnapchatRequest requests;
    private final OutsideHttp http;
    private final SnapchatReports reports;
    private final SnapchatPixels pixels;

    SnapchatDestination(
            AccountName account,
            SnapchatProperties properties,
            SnapchatReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), false, settings);
        this.properties = properties;
        this.requests = new SnapchatRequest(properties);
        this.http = http;
        this.reports = new SnapchatReports(account, properties, report, http, tokens, clock);
        this.pixels = new SnapchatPixels(properties, report, reports);
    }

    private static DestinationProfile profile(SnapchatProperties properties) {
        return new DestinationProfile(
                SnapchatType.ID,
                "Snapchat",
                new Matching(
                        SnapchatRequest.KINDS, true, true, true, "data_processing_options LMU (no personalisation)"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "37 days by the Conversions API's pages, 28 or 7 by others; the oldest click is not told"),
                new Wire(
                        MAX_BATCH,
                        "unix seconds",
                        "decimal number",
                        "event_id, within 48 hours",
                        "not published; taken to refuse the whole request, no row is named",
                        new TestFlag("validate", false),
                        DEDUPE_WINDOW),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://developers.snap.com/api/marketing-api/Conversions-API");
    }

    @Override
    public List<AccountTrial.Line> describe() {
        if (!reports.isOn()) {
            return List.of(
                    new AccountTrial.Line(
                            AccountTrial.Verdict.OPEN,
                            "Name and currency of the ad account are not asked for: report.ad-account-id and the keys beside it are not set."));
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
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(pixels);
    }

    @Override
    public boolean knowsAction(String action) {
        return properties.conversionActions().containsKey(action) || SnapchatRequest.EVENT_NAMES.contains(action);
    }

    /** What Snap answers with INVALID for the whole request is found here first. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        if (!knowsAction(upload.conversion().action())) {
            return refused(
                    "UNKNOWN_ACTION",
                    "The action is neither under " + account().prefix() + ".conversion-actions nor an event name of"
                            + " Snap's. Add it there, then try again.");
        }
        if (upload.lead().contact().isEmpty()) {
            return refused(
                    "INSUFFICIENT_CONTACT",
                    "Snapchat takes no event without a mail or a phone, and the lead has neither. Add one in the CRM or"
                            + " drop the conversion.");
        }
        boolean purchase = properties.eventName(upload.conversion().action()).equalsIgnoreCase("PURCHASE");
        return purchase && upload.conversion().value() == null
                ? refused(
                        "PURCHASE_WITHOUT_VALUE",
                        "Snapchat takes no PURCHASE without value and currency. Give the step a value in the conversion"
                                + " plan, or map it to another event.")
                : Optional.empty();
    }

    private static Optional<UploadResult> refused(String code, String words) {
        return Optional.of(UploadResult.of(Outcome.REJECTED, code, words));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        // Snap takes the token in the query only; this address is never logged or put into a message.
        URI uri = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/" + properties.pixelId()
                + (rehearsal ? "/events/validate" : "/events") + "?access_token="
                + URLEncoder.encode(Objects.requireNonNull(properties.accessToken()), StandardCharsets.UTF_8));
        return SnapchatResponse.read(http.post(uri, requests.of(uploads), headers -> {}), uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
