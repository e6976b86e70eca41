package io.leadloop.destination.pinterest;

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
import io.leadloop.destination.pinterest.PinterestProperties.ActionSource;
import io.leadloop.http.OutsideHttp;
import io.leadloop.http.RefreshTokens;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Pinterest over the Conversions API v5. */
class PinterestDestination extends JsonDestination {

    private static final int MAX_BATCH = 1_000;

    private final PinterestProperties properties;
    private final PinterestRequest requests;
    private final OutsideHttp http;
    private final PinterestReports reports;
    private final PinterestTags tags;

    PinterestDestination(
            AccountName account,
            PinterestProperties properties,
            PinterestReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.test(), settings);
        this.properties = properties;
        this.requests = new PinterestRequest(properties);
        this.http = http;
        this.reports = new PinterestReports(account, properties, report, http, tokens, clock);
        this.tags = new PinterestTags(report, reports);
    }

    private static DestinationProfile profile(PinterestProperties properties) {
        return new DestinationProfile(
                PinterestType.ID,
                "Pinterest",
                // A phone goes beside the mail but is not enough; neither is a click.
                new Matching(PinterestRequest.KINDS, true, false, true, "opt_out (no personalisation)"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "the oldest click; the oldest event; how long an event_id counts once; whether an order_id"
                                + " deduplicates offline events"),
                new Wire(
                        MAX_BATCH,
                        "unix seconds",
                        "decimal number as text",
                        dedupeKey(properties.actionSource()),
                        "fails alone, the others are taken; without a list of events it is found by bisection, and where offline events"
                                + " would count twice by that, a person decides",
                        new TestFlag("test=true", false)),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://developers.pinterest.com/docs/api/v5/events-create");
    }

    private static String dedupeKey(ActionSource source) {
        return source == ActionSource.OFFLINE
                ? "event_id and order_id; offline events are not deduplicated, one may count twice after a lost answer"
                : "event_id with the event name";
    }

    @Override
    public List<AccountTrial.Line> describe() {
        if (!reports.isOn()) {
            return List.of(
                    new AccountTrial.Line(
                            AccountTrial.Verdict.OPEN,
                            "Name and currency of the ad account are not asked for: the conversion token may not, and report.access-token is not set."));
        }
        try {
            List<AccountTrial.Line> lines = new ArrayList<>(reports.account().lines());
            lines.addAll(eventQuality());
            return lines;
        } catch (PlatformReports.Unavailable e) {
            return List.of(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
    }

    /** An account that tells none, or to which nothing was told yet, is no worse for it. */
    private List<AccountTrial.Line> eventQuality() {
        try {
            return PinterestAccount.quality(reports.eventQuality());
        } catch (PlatformReports.Unavailable e) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN, "How well its events match is not told: " + e.words()));
        }
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(tags);
    }

    /** What the account's owner mapped is theirs to know; a name of the plan has to be one of Pinterest's. */
    @Override
    public boolean knowsAction(String action) {
        String mapped = properties.conversionActions().get(action);
        return mapped == null ? PinterestRequest.EVENT_NAMES.contains(action) : !mapped.isBlank();
    }

    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        return upload.lead().contact().email() != null
                ? Optional.empty()
                : Optional.of(UploadResult.of(
                        Outcome.REJECTED,
                        "NO_EMAIL",
                        "The lead has no mail, and Pinterest takes neither a click nor a phone alone. Add the mail in the"
                                + " CRM or drop the conversion."));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        URI uri = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/ad_accounts/"
                + properties.adAccountId() + "/events" + (rehearsal || properties.test() ? "?test=true" : ""));
        String token = Objects.requireNonNull(properties.accessToken());
        return PinterestResponse.read(
                http.post(uri, requests.of(uploads), headers -> headers.setBearerAuth(token)),
                uploads.size(),
                properties.actionSource() != ActionSource.OFFLINE);
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
