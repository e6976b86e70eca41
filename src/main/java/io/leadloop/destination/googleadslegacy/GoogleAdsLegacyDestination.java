package io.leadloop.destination.googleadslegacy;

import io.leadloop.conversion.Upload;
import io.leadloop.destination.AccountName;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.DestinationProfile.AdjustmentSupport;
import io.leadloop.destination.DestinationProfile.ApiVersion;
import io.leadloop.destination.DestinationProfile.Matching;
import io.leadloop.destination.DestinationProfile.TestFlag;
import io.leadloop.destination.DestinationProfile.Windows;
import io.leadloop.destination.DestinationProfile.Wire;
import io.leadloop.destination.JsonDestination;
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
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Google Ads over the Google Ads API, for allowlisted developer tokens. */
class GoogleAdsLegacyDestination extends JsonDestination {

    private static final String SCOPE = "https://www.googleapis.com/auth/adwords";
    private static final URI TOKEN_URI = URI.create("https://oauth2.googleapis.com/token");
    private static final int MAX_BATCH = 2_000;

    private final GoogleAdsLegacyProperties properties;
    private final GoogleAdsLegacyRequest requests;
    private final OutsideHttp http;
    private final @Nullable AccessToken token;

    GoogleAdsLegacyDestination(
            AccountName account,
            GoogleAdsLegacyProperties properties,
            OutsideHttp http,
            PlatformSettings settings,
            RefreshTokens tokens,
            Clock clock) {
        super(account, profile(properties), properties.isOn(account), properties.validateOnly(), settings);
        this.properties = properties;
        this.requests = new GoogleAdsLegacyRequest(properties);
        this.http = http;
        this.token = isOn() ? token(account, properties, tokens, http, clock) : null;
    }

    private static DestinationProfile profile(GoogleAdsLegacyProperties properties) {
        return new DestinationProfile(
                GoogleAdsLegacyType.ID,
                "Google Ads (legacy API)",
                new Matching(GoogleAdsLegacyRequest.KINDS, true, true, false, "consent.adUserData"),
                new Windows(properties.maxClickAge(), properties.holdAfterClick(), properties.maxClickAge(), ""),
                new Wire(
                        MAX_BATCH,
                        "yyyy-MM-dd HH:mm:ss+00:00",
                        "decimal number",
                        "orderId, once for each conversion action",
                        "it alone is refused, by its index",
                        new TestFlag("validateOnly", false)),
                new AdjustmentSupport(
                        true,
                        true,
                        Duration.ofHours(24),
                        Duration.ofDays(54),
                        "RESTATEMENT with the new total, RETRACTION; by the orderId"),
                ApiVersion.of(OutsideApi.GOOGLE_ADS, properties.apiVersion()),
                "https://developers.google.com/google-ads/api/docs/conversions/upload-offline");
    }

    private static AccessToken token(
            AccountName account,
            GoogleAdsLegacyProperties properties,
            RefreshTokens tokens,
            OutsideHttp http,
            Clock clock) {
        if (properties.serviceAccountFile() != null) {
            return AccessToken.byServiceAccount(
                    properties.serviceAccountFile(), properties.tokenUri(), SCOPE, http, clock);
        }
        AccessToken.Client client = new AccessToken.Client(
                Objects.requireNonNull(properties.clientId()),
                Objects.requireNonNull(properties.clientSecret()),
                Objects.requireNonNull(properties.refreshToken()),
                properties.tokenUri() == null ? TOKEN_URI : properties.tokenUri(),
                null);
        return AccessToken.byRefreshToken(account.id(), client, tokens, http, clock);
    }

    @Override
    public boolean knowsAction(String action) {
        String id = properties.conversionActions().getOrDefault(action, action);
        return !id.isEmpty() && id.chars().allMatch(Character::isDigit);
    }

    /** Conversions and adjustments are two services. */
    @Override
    protected Object group(Upload upload) {
        return upload.isAdjustment();
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        boolean validateOnly = rehearsal || properties.validateOnly();
        String method = uploads.get(0).isAdjustment() ? ":uploadConversionAdjustments" : ":uploadClickConversions";
        URI address = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/customers/"
                + properties.digits(properties.customerId()) + method);
        OutsideAnswer answer = Objects.requireNonNull(token)
                .call(
                        bearer -> http.post(address, requests.of(uploads, validateOnly), it -> headers(it, bearer)),
                        GoogleAdsLegacyResponse::mayBeTheToken);
        return GoogleAdsLegacyResponse.read(answer, uploads, validateOnly);
    }

    private void headers(HttpHeaders headers, String bearer) {
        headers.setBearerAuth(bearer);
        headers.set("developer-token", properties.developerToken());
        if (properties.loginCustomerId() != null) {
            headers.set("login-customer-id", properties.digits(properties.loginCustomerId()));
        }
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
