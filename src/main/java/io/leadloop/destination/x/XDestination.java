package io.leadloop.destination.x;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.AccountCatalogue;
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
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** X over the Ads API's web conversions. */
class XDestination extends JsonDestination {

    private static final int MAX_BATCH = 500;
    private static final int NONCE_BYTES = 16;
    /** The long form only: in the short one any lower-case word could be an id. */
    private static final Pattern EVENT_ID = Pattern.compile("tw-[0-9a-z]+-[0-9a-z]+");

    private final XProperties properties;
    private final XRequest requests;
    private final OutsideHttp http;
    private final @Nullable OAuth1 signer;
    private final XEvents events;
    private final SecureRandom random = new SecureRandom();

    XDestination(
            AccountName account, XProperties properties, OutsideHttp http, PlatformSettings settings, Clock clock) {
        super(account, profile(properties), properties.isOn(account), false, settings);
        this.properties = properties;
        this.requests = new XRequest(properties);
        this.http = http;
        this.signer = isOn() ? new OAuth1(properties.credentials(), this::nonce, clock) : null;
        this.events = new XEvents(properties, signer, http);
    }

    private static DestinationProfile profile(XProperties properties) {
        return new DestinationProfile(
                XType.ID,
                "X",
                new Matching(XRequest.KINDS, true, true, false, "none"),
                new Windows(
                        properties.maxClickAge(),
                        Duration.ZERO,
                        properties.maxEventAge(),
                        "X publishes neither the oldest click nor the oldest conversion; nor whether the phone is hashed"
                                + " with the + (phone-form)"),
                new Wire(
                        MAX_BATCH,
                        "ISO 8601",
                        "decimal string",
                        "conversion_id",
                        "the whole request is refused, no row is named",
                        TestFlag.NONE),
                AdjustmentSupport.NONE,
                new ApiVersion(properties.apiVersion(), null),
                "https://docs.x.com/x-ads-api/measurement/web-conversions");
    }

    private String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean knowsAction(String action) {
        return properties.conversionActions().containsKey(action) || isEventId(action);
    }

    static boolean isEventId(String text) {
        return EVENT_ID.matcher(text).matches();
    }

    @Override
    public Optional<AccountCatalogue> catalogue() {
        return Optional.of(events);
    }

    /** An unknown event or a conversion without an identifier would fail the whole request. */
    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        if (!knowsAction(upload.conversion().action())) {
            return refused(
                    "UNKNOWN_ACTION",
                    "The action is neither under " + account().prefix()
                            + ".conversion-actions nor the id of an event at X"
                            + " (tw-pixel-event). Add it there, then try again.");
        }
        return upload.click() == null && upload.lead().contact().isEmpty()
                ? refused(
                        "NO_IDENTIFIER",
                        "X takes no conversion without a twclid, a mail or a phone. Add one in the CRM or drop the"
                                + " conversion.")
                : Optional.empty();
    }

    private static Optional<UploadResult> refused(String code, String words) {
        return Optional.of(UploadResult.of(Outcome.REJECTED, code, words));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        URI uri = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/measurement/conversions/"
                + properties.pixelId());
        String authorization = Objects.requireNonNull(signer).authorization("POST", uri);
        return XResponse.read(
                http.post(uri, requests.of(uploads), headers -> headers.set(HttpHeaders.AUTHORIZATION, authorization)),
                uploads.size());
    }

    @Override
    public String masked(Upload upload) {
        return requests.masked(upload);
    }
}
