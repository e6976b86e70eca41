package io.leadloop.destination.meta;

import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.destination.BatchAnswer;
import io.leadloop.destination.Destination;
import io.leadloop.destination.DestinationProfile;
import io.leadloop.destination.Halving;
import io.leadloop.destination.PlatformHttp;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Meta over the Conversions API. */
@Component
class MetaDestination implements Destination {

    private static final int MAX_BATCH = 1_000;
    /** Seven days, less a margin for the way and for clocks: one event a second too old refuses the whole request. */
    private static final Duration MAX_EVENT_AGE = Duration.ofDays(7).minusMinutes(15);

    private final MetaProperties properties;
    private final MetaRequest requests;
    private final PlatformHttp http;
    private final boolean on;
    private final DestinationProfile profile;

    MetaDestination(MetaProperties properties, PlatformHttp http) {
        this.properties = properties;
        this.requests = new MetaRequest(properties);
        this.http = http;
        this.on = properties.isOn();
        this.profile = new DestinationProfile(
                "meta",
                "Meta",
                MetaRequest.KINDS,
                true,
                null,
                Duration.ZERO,
                MAX_EVENT_AGE,
                true,
                MAX_BATCH,
                properties.apiVersion(),
                "https://developers.facebook.com/docs/marketing-api/conversions-api");
    }

    @Override
    public DestinationProfile profile() {
        return profile;
    }

    @Override
    public boolean isOn() {
        return on;
    }

    /** Any name will do: an unknown one is a custom event. */
    @Override
    public boolean knowsAction(String action) {
        return !action.isBlank();
    }

    @Override
    public List<UploadResult> upload(List<Upload> batch) {
        List<Optional<UploadResult>> refused =
                batch.stream().map(MetaDestination::localRefusal).toList();
        List<Upload> good = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (refused.get(i).isEmpty()) {
                good.add(batch.get(i));
            }
        }
        Iterator<UploadResult> answers = Halving.send(good, this::send).iterator();
        List<UploadResult> results = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            results.add(refused.get(i).orElseGet(() -> answers.next()).sent(describe(batch.get(i), refused.get(i))));
        }
        return results;
    }

    private String describe(Upload upload, Optional<UploadResult> refused) {
        return refused.isPresent() ? "not sent" : requests.masked(upload);
    }

    /** What Meta refuses together with the whole batch is found here first. */
    private static Optional<UploadResult> localRefusal(Upload upload) {
        Optional<ClickId> leadId = upload.newest(ClickIdKind.META_LEAD_ID);
        if (leadId.isPresent() && !leadId.get().value().matches("\\d{15,17}")) {
            return Optional.of(UploadResult.of(
                    Outcome.REJECTED,
                    "LEAD_ID_FORMAT",
                    "The lead's meta_lead_id is not a number of 15 to 17 digits. Correct it in the CRM or drop the"
                            + " conversion."));
        }
        return Optional.empty();
    }

    private BatchAnswer send(List<Upload> uploads) {
        // The documents show the token in the query only; this address is never logged or put into a message.
        URI uri = URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/" + properties.datasetId()
                + "/events?access_token="
                + URLEncoder.encode(Objects.requireNonNull(properties.accessToken()), StandardCharsets.UTF_8));
        try {
            return MetaResponse.read(http.post(uri, requests.of(uploads), headers -> {}), uploads.size());
        } catch (PlatformHttp.NoAnswer silent) {
            return BatchAnswer.forAll(
                    uploads.size(),
                    UploadResult.of(
                            Outcome.RETRY,
                            "NO_ANSWER",
                            "Meta did not answer; the same conversion is sent again under the same key."));
        }
    }
}
