package io.leadloop.destination.openaiads;

import io.leadloop.conversion.Upload;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** ChatGPT ads over OpenAI's Conversions API. */
class OpenAiAdsDestination extends JsonDestination {

    private static final int MAX_BATCH = 1_000;

    private final OpenAiAdsProperties properties;
    private final OpenAiAdsReportProperties report;
    private final OpenAiAdsRequest requests;
    private final OutsideHttp http;
    private final OpenAiAdsReports reports;

    OpenAiAdsDestination(
            AccountName account,
            OpenAiAdsProperties properties,
            OpenAiAdsReportProperties report,
            OutsideHttp http,
            PlatformSettings settings,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.validateOnly(), settings);
        this.properties = properties;
        this.report = report;
        this.requests = new OpenAiAdsRequest(properties);
        this.http = http;
        this.reports = new OpenAiAdsReports(account, properties, report, http, clock);
    }

    @Override
    public List<AccountTrial.Line> describe() {
        return reports.describe();
    }

    @Override
    public Optional<PlatformReports> reports() {
        return Optional.of(reports);
    }

    private static DestinationProfile profile(OpenAiAdsProperties properties) {
        boolean phones = properties.userSchema() == OpenAiAdsProperties.UserSchema.SEPTEMBER;
        return new DestinationProfile(
                OpenAiAdsType.ID,
                "ChatGPT ads",
                new Matching(OpenAiAdsRequest.KINDS, true, phones, false, "opt_out (no personalisation)"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "attribution past 30 days, the dedupe window, the rate limit, the answer's body"),
                new Wire(
                        MAX_BATCH,
                        "unix milliseconds",
                        "integer in minor units",
                        "id with pixel and type",
                        "the whole request is refused, no row is named",
                        new TestFlag("validate_only", false)),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://developers.openai.com/ads/conversions-api");
    }

    @Override
    public boolean knowsAction(String action) {
        return OpenAiAdsRequest.isEvent(properties.conversionActions().getOrDefault(action, action));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        URI address = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/events?pid="
                + URLEncoder.encode(Objects.requireNonNull(properties.pixelId()), StandardCharsets.UTF_8));
        return OpenAiAdsResponse.read(
                http.post(
                        address,
                        requests.of(uploads, rehearsal || properties.validateOnly()),
                        headers -> headers.setBearerAuth(Objects.requireNonNull(properties.apiKey()))),
                uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(new OpenAiAdsCatalogue(properties, report, http));
    }
}
