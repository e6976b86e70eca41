package io.leadloop.destination.googleads;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Halving;
import io.leadloop.destination.PlatformAnswer;
import io.leadloop.destination.PlatformHttp;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** Google Ads over the Data Manager API. */
@Component
class GoogleAdsDestination implements Destination {

    private static final int MAX_BATCH = 2_000;

    private final GoogleAdsProperties properties;
    private final GoogleAdsRequest requests;
    private final PlatformHttp http;
    private final @Nullable GoogleAdsToken token;
    private final DestinationProfile profile;

    GoogleAdsDestination(GoogleAdsProperties properties, PlatformHttp http, Clock clock) {
        this.properties = properties;
        this.requests = new GoogleAdsRequest(properties);
        this.http = http;
        this.token = properties.isOn() ? GoogleAdsToken.of(properties, http, clock) : null;
        this.profile = new DestinationProfile(
                "google-ads",
                "Google Ads",
                GoogleAdsRequest.KINDS,
                true,
                properties.maxClickAge(),
                properties.holdAfterClick(),
                properties.maxClickAge(),
                false,
                MAX_BATCH,
                properties.apiVersion(),
                "https://developers.google.com/data-manager/api");
    }

    @Override
    public DestinationProfile profile() {
        return profile;
    }

    @Override
    public boolean isOn() {
        return token != null;
    }

    @Override
    public boolean knowsAction(String action) {
        return properties.conversionActions().containsKey(action) || isActionId(action);
    }

    @Override
    public List<UploadResult> upload(List<Upload> batch) {
        Map<String, List<Integer>> rowsByAction = new LinkedHashMap<>();
        for (int i = 0; i < batch.size(); i++) {
            String action = batch.get(i).conversion().action();
            rowsByAction.computeIfAbsent(action, it -> new ArrayList<>()).add(i);
        }
        UploadResult[] results = new UploadResult[batch.size()];
        rowsByAction.forEach((action, rows) -> {
            List<UploadResult> answers =
                    uploadOne(action, rows.stream().map(batch::get).toList());
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                results[row] = answers.get(i).sent(requests.masked(batch.get(row)));
            }
        });
        return List.of(results);
    }

    private List<UploadResult> uploadOne(String action, List<Upload> uploads) {
        String actionId = isActionId(action)
                ? action
                : Objects.requireNonNull(properties.conversionActions().get(action));
        return Halving.send(uploads, part -> send(actionId, part, true));
    }

    private BatchAnswer send(String actionId, List<Upload> uploads, boolean mayRenewToken) {
        try {
            String bearer = Objects.requireNonNull(token).value();
            PlatformAnswer answer = http.post(
                    URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/events:ingest"),
                    requests.of(actionId, uploads),
                    headers -> headers.setBearerAuth(bearer));
            if (answer.status() == 401 && mayRenewToken) {
                token.forget();
                return send(actionId, uploads, false);
            }
            return GoogleAdsResponse.read(answer, uploads.size());
        } catch (OAuth2AuthorizationException refused) {
            return BatchAnswer.forAll(uploads.size(), signInRefused(refused));
        } catch (PlatformHttp.NoAnswer | RestClientException silent) {
            return BatchAnswer.forAll(
                    uploads.size(),
                    UploadResult.of(
                            Outcome.RETRY,
                            "NO_ANSWER",
                            "Google did not answer; the same conversion is sent again under the same key."));
        }
    }

    private static UploadResult signInRefused(OAuth2AuthorizationException refused) {
        String code = refused.getError().getErrorCode();
        // Spring's name for an unreadable or 5xx answer of the token endpoint: no verdict on our credentials.
        if ("invalid_token_response".equals(code) || "server_error".equals(code)) {
            return UploadResult.of(Outcome.RETRY, "TOKEN_ENDPOINT", "Google's token endpoint gave no token.");
        }
        return UploadResult.of(
                Outcome.BLOCKED,
                code,
                "Google refuses the sign-in (" + code + "). Renew the refresh token or the service account's key, then"
                        + " resume the destination.");
    }

    private static boolean isActionId(String action) {
        return !action.isEmpty() && action.chars().allMatch(Character::isDigit);
    }
}
