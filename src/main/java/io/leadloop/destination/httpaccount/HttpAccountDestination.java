package io.leadloop.destination.httpaccount;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.conversion.Outcome;
import io.leadloop.conversion.Upload;
import io.leadloop.conversion.UploadResult;
import io.leadloop.conversion.UploadResult.Scope;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** An account that posts JSON by its template. */
class HttpAccountDestination extends JsonDestination {

    private final HttpAccountSettings account;
    private final HttpAccountRequest requests;
    private final HttpAccountCalls calls;

    HttpAccountDestination(
            AccountName name, HttpAccountProperties properties, HttpAccountCalls calls, PlatformSettings settings) {
        this(HttpAccountSettings.of(name, properties), calls, settings);
    }

    private HttpAccountDestination(HttpAccountSettings account, HttpAccountCalls calls, PlatformSettings settings) {
        super(account.account(), profile(account), account.isOn(), false, settings);
        this.account = account;
        this.requests = new HttpAccountRequest(account);
        this.calls = calls;
    }

    private static DestinationProfile profile(HttpAccountSettings account) {
        ShippedTemplate template = account.template();
        return new DestinationProfile(
                HttpAccountType.ID,
                Objects.requireNonNullElse(template.text("name"), "HTTP"),
                new Matching(
                        account.clickIds(),
                        account.takesEmail(),
                        account.takesPhone(),
                        false,
                        Objects.requireNonNullElse(template.text("consent_fields"), "as the template says")),
                new Windows(
                        account.maxClickAge(),
                        Duration.ZERO,
                        account.maxEventAge(),
                        Objects.requireNonNullElse(template.text("unconfirmed"), "")),
                new Wire(
                        account.batchSize(),
                        "as the template says",
                        "as the template says",
                        Objects.requireNonNullElse(template.text("dedupe_key"), "as the receiver does"),
                        "the whole request is taken to be refused",
                        account.testUrl() == null
                                ? TestFlag.NONE
                                : new TestFlag(account.testUrl().path(), false)),
                AdjustmentSupport.NONE,
                new ApiVersion(Objects.requireNonNullElse(template.text("api_version"), "of its own"), null),
                Objects.requireNonNullElse(template.text("documentation"), ""));
    }

    @Override
    public boolean knowsAction(String action) {
        return account.actions().knows(action);
    }

    @Override
    protected Optional<UploadResult> localRefusal(Upload upload) {
        if (!account.isOn()) {
            return Optional.of(UploadResult.of(Outcome.REJECTED, "OFF", "The account is not configured."));
        }
        if (!knowsAction(upload.conversion().action())) {
            return refused(
                    "UNKNOWN_ACTION",
                    profile().name() + " knows no action " + upload.conversion().action() + ". Map it by "
                            + account().prefix() + ".conversion-actions or drop the conversion.");
        }
        if (upload.conversion().value() != null
                && !account.currencies().isEmpty()
                && !account.currencies()
                        .contains(upload.conversion().value().currency().getCurrencyCode())) {
            return refused(
                    "CURRENCY",
                    profile().name() + " takes values in " + String.join(", ", account.currencies()) + " only. Set "
                            + account().prefix() + ".account-currency to one of them.");
        }
        JsonNode event = requests.event(upload);
        for (JsonPointer pointer : account.required()) {
            if (event.at(pointer).isMissingNode()) {
                return refused(
                        "MISSING_FIELD",
                        profile().name() + " needs " + pointer
                                + ", and the lead has nothing for it. Add it in the CRM or drop the conversion.");
            }
        }
        return Optional.empty();
    }

    private static Optional<UploadResult> refused(String code, String words) {
        return Optional.of(UploadResult.of(Outcome.REJECTED, code, words));
    }

    @Override
    protected BatchAnswer send(List<Upload> uploads, boolean rehearsal) throws OutsideHttp.NoAnswer {
        URI uri = Objects.requireNonNull(rehearsal ? account.testUrl() : account.url())
                .uri(account.keys());
        Optional<String> closed = account.allowPrivateAddress()
                ? Optional.empty()
                : calls.addresses().refusal(uri);
        if (closed.isPresent()) {
            return BatchAnswer.forAll(uploads.size(), privateAddress(closed.get()));
        }
        byte[] body = bytes(requests.of(uploads));
        var answer = calls.http().send(account.method(), account.signature().on(uri), body, headers -> {
            account.headers().forEach((name, text) -> headers.set(name, RequestHeaders.with(text, account.keys())));
            account.signature().sign(headers, messageId(uploads), calls.clock().instant(), body);
        });
        Acceptance acceptance = rehearsal ? account.testAcceptance() : account.acceptance();
        return acceptance.read(profile().name(), answer, uploads.size());
    }

    private UploadResult privateAddress(String why) {
        return UploadResult.of(
                        Outcome.BLOCKED,
                        "PRIVATE_ADDRESS",
                        "Nothing was sent to " + profile().name() + ": " + why + ". Set "
                                + account().prefix()
                                + ".allow-private-address to true if that is meant, then resume the destination.")
                .about(Scope.DESTINATION);
    }

    /** The key of the conversion, or one of the keys of all of them; the same when the same go out again. */
    private static String messageId(List<Upload> uploads) {
        if (uploads.size() == 1) {
            return uploads.get(0).step().dedupeKey();
        }
        String keys = uploads.stream().map(it -> it.step().dedupeKey()).reduce("", (a, b) -> a + "\n" + b);
        return "llb-" + UUID.nameUUIDFromBytes(keys.getBytes(StandardCharsets.UTF_8));
    }

    private byte[] bytes(JsonNode body) {
        try {
            return calls.json().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write the request as JSON", e);
        }
    }

    @Override
    public String masked(Upload upload) {
        return account.isOn() ? requests.masked(upload) : "";
    }
}
