package io.leadloop.destination.googleads;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.conversion.Upload;
import io.leadloop.destination.Masked;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.Money;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code events:ingest} (google.ads.datamanager.v1.IngestEventsRequest): one conversion action a request, so
 * that Google's later status, which only counts, can be told apart by action.
 */
final class GoogleAdsRequest {

    private static final Set<String> PERSONAL = Set.of("gclid", "gbraid", "wbraid", "emailAddress", "phoneNumber");
    private static final String REFERENCE = "action";

    private final GoogleAdsProperties properties;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    GoogleAdsRequest(GoogleAdsProperties properties) {
        this.properties = properties;
    }

    ObjectNode of(String actionId, List<Upload> uploads, boolean validateOnly) {
        ObjectNode request = json.objectNode();
        ObjectNode destination = request.putArray("destinations").addObject();
        destination.put("reference", REFERENCE);
        destination.set("operatingAccount", account(properties.customerId()));
        if (properties.loginCustomerId() != null) {
            destination.set("loginAccount", account(properties.loginCustomerId()));
        }
        destination.put("productDestinationId", actionId);
        ArrayNode events = request.putArray("events");
        uploads.forEach(it -> events.add(event(it)));
        // Required as soon as one event carries user data; harmless without.
        request.put("encoding", "HEX");
        request.put("validateOnly", validateOnly);
        return request;
    }

    private ObjectNode account(@Nullable String id) {
        return json.objectNode()
                .put("accountType", "GOOGLE_ADS")
                .put("accountId", id == null ? "" : id.replace("-", ""));
    }

    /**
     * One event. The transaction id makes a repetition count once; for an adjustment it is the one that Google knows, with
     * all that came with it, because Google makes a conversion of it should the first one not have arrived.
     */
    ObjectNode event(Upload upload) {
        ObjectNode event = json.objectNode();
        event.putArray("destinationReferences").add(REFERENCE);
        event.put("transactionId", upload.step().dedupeKey());
        event.put("eventTimestamp", upload.step().occurredAt().toString());
        event.put("eventSource", properties.eventSource());
        Money value = upload.conversion().value();
        if (value != null) {
            event.put("currency", value.currency().getCurrencyCode());
            event.put("conversionValue", value.plainAmount());
        }
        if (upload.click() != null) {
            event.putObject("adIdentifiers")
                    .put(field(upload.click()), upload.click().value());
        }
        ArrayNode identifiers = identifiers(upload.lead().contact());
        if (!identifiers.isEmpty()) {
            event.putObject("userData").set("userIdentifiers", identifiers);
        }
        event.set("consent", consent(upload.lead().consent()));
        return event;
    }

    String masked(Upload upload) {
        return Masked.text(event(upload), PERSONAL);
    }

    private static String field(ClickId click) {
        return switch (click.kind()) {
            case GCLID, GBRAID, WBRAID -> click.kind().key();
            default ->
                throw new IllegalArgumentException(
                        "Google Ads takes no " + click.kind().key() + "; the profile allows " + KINDS);
        };
    }

    static final List<ClickIdKind> KINDS = List.of(ClickIdKind.GCLID, ClickIdKind.GBRAID, ClickIdKind.WBRAID);

    private ArrayNode identifiers(HashedContact contact) {
        ArrayNode identifiers = json.arrayNode();
        if (contact.emailGmailStripped() != null) {
            identifiers.addObject().put("emailAddress", contact.emailGmailStripped());
        }
        if (contact.phoneE164() != null) {
            identifiers.addObject().put("phoneNumber", contact.phoneE164());
        }
        return identifiers;
    }

    private ObjectNode consent(Consent consent) {
        ObjectNode node = json.objectNode();
        put(node, "adUserData", consent.adUserData());
        put(node, "adPersonalization", consent.adPersonalization());
        return node;
    }

    private static void put(ObjectNode node, String field, Consent.State state) {
        switch (state) {
            case GRANTED -> node.put(field, "CONSENT_GRANTED");
            case DENIED -> node.put(field, "CONSENT_DENIED");
            case UNKNOWN, UNSAID -> {}
        }
    }
}
