package io.leadloop.destination.meta;

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
import io.leadloop.http.OutsideHttp;
import io.leadloop.lead.ClickIdKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Meta over the Conversions API. */
class MetaDestination extends JsonDestination {

    /** "Handling duplicate pixel and Conversions API events": 48 hours from the first. */
    private static final Duration DEDUPE_WINDOW = Duration.ofHours(48);

    private static final int MAX_BATCH = 1_000;

    private final MetaProperties properties;
    private final MetaRequest requests;
    private final OutsideHttp http;
    private final MetaReports reports;
    private final MetaEvents events;

    MetaDestination(
            AccountName account,
            MetaProperties properties,
            MetaReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.testEventCode() != null, settings);
        this.properties = properties;
        this.requests = new MetaRequest(properties);
        this.http = http;
        this.reports = new MetaReports(account, properties, report, http);
        this.events = new MetaEvents(properties, reports, clock);
    }

    private static DestinationProfile profile(MetaProperties properties) {
        return new DestinationProfile(
                MetaType.ID,
                "Meta",
                new Matching(
                        MetaRequest.kinds(properties),
                        true,
                        true,
                        false,
                        "opt_out (no personalisation), data_processing_options"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "The oldest click: the browser keeps its cookie for 90 days"),
                new Wire(
                        MAX_BATCH,
                        "unix seconds",
                        "decimal number",
                        "event_id with the event name, within 48 hours",
                        "the whole request is refused, no row is named",
                        new TestFlag("test_event_code", true),
                        DEDUPE_WINDOW),
                AdjustmentSupport.NONE,
                ApiVersion.of(OutsideApi.META_GRAPH, properties.apiVersion()),
                "https://developers.facebook.com/docs/marketing-api/conversions-api");
    }

    /** What it says of itself needs the report's token: one of the Events Manager reads neither. */
    @Override
    public List<AccountTrial.Line> describe() {
        if (!reports.isOn()) {
            return List.of(new AccountTrial.Line(
                    AccountTrial.Verdict.OPEN,
                    "Name, currency and state of the ad account are not asked for: report.ad-account-id is not set."));
        }
        List<AccountTrial.Line> lines = new ArrayList<>();
        try {
            lines.addAll(reports.account().lines());
            lines.add(MetaAccount.dataset(reports.dataset()));
        } catch (PlatformReports.Unavailable e) {
            lines.add(new AccountTrial.Line(AccountTrial.Verdict.WRONG, e.words()));
        }
        return lines;
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(events);
    }

    /** What Meta refuses together with the whole batch is found here first. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        boolean recognisable = upload.newest(ClickIdKind.META_LEAD_ID).isPresent()
                || Fbc.of(upload).isPresent()
                || upload.click() != null && upload.click().kind() == ClickIdKind.CTWA_CLID
                || upload.newest(ClickIdKind.FBP).isPresent()
                || !upload.lead().contact().isEmpty();
        if (recognisable) {
            return Optional.empty();
        }
        boolean isForm = upload.clicks().stream().anyMatch(it -> it.kind() == ClickIdKind.META_LEAD_ID);
        return Optional.of(
                isForm
                        ? UploadResult.of(
                                Outcome.REJECTED,
                                "LEAD_ID_FORMAT",
                                "The lead's meta_lead_id is not a number of 15 to 17 digits, and there is no other click,"
                                        + " mail or phone beside it. Correct it in the CRM or drop the conversion.")
                        : UploadResult.of(
                                Outcome.REJECTED,
                                "FBC_FORMAT",
                                "The lead's fbc is not a cookie of Meta, and there is no fbclid, mail or phone beside it."
                                        + " Correct it in the CRM or drop the conversion."));
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
        // The documents show the token in the query only; this address is never logged or put into a message.
        URI uri = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/" + properties.datasetId()
                + "/events?access_token="
                + URLEncoder.encode(Objects.requireNonNull(properties.accessToken()), StandardCharsets.UTF_8));
        return MetaResponse.read(http.post(uri, requests.of(uploads), headers -> {}), uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
