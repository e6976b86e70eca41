package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.HubChallenge;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Verifies a webhook of a mapped source and splits it into its events. */
final class EventSplitter {

    private final GenericProperties settings;
    private final Verifier verifier;
    private final FieldMap map;
    private final Set<String> roots;
    private final Clock clock;

    EventSplitter(GenericProperties settings, Verifier verifier, FieldMap map, Clock clock) {
        this.settings = settings;
        this.verifier = verifier;
        this.map = map;
        this.roots = map.roots();
        this.clock = clock;
    }

    /**
     * One event of a body.
     *
     * @param index in the body
     * @param place in front of what is said about it
     * @param deliveryId by which a repetition of the whole delivery is recognised
     */
    record Part(int index, String place, Optional<String> deliveryId, EventContent content) {}

    Optional<WebhookReply> handshake(WebhookRequest request) throws WebhookRefused {
        if (settings.handshake() == Handshake.NONE) {
            return Optional.empty();
        }
        verifier.verify(request);
        return settings.handshake().answer(request);
    }

    Optional<WebhookReply> challenge(Map<String, String> query) throws WebhookRefused {
        String token = settings.verifyToken();
        return token == null || token.isBlank() ? Optional.empty() : HubChallenge.answer(query, token);
    }

    /** The events that count. Throws WebhookRefused for a request that is not authentic or not readable. */
    List<Part> verified(WebhookRequest request) throws WebhookRefused {
        Optional<String> signedId = verifier.verify(request);
        String header = settings.deliveryHeader();
        return split(request.body(), signedId, header == null ? Optional.empty() : request.header(header));
    }

    List<Part> sample(byte[] sample) throws WebhookRefused {
        return split(sample, verifier.sampleId(), Optional.empty());
    }

    private List<Part> split(byte[] bytes, Optional<String> signedId, Optional<String> namedId) throws WebhookRefused {
        JsonNode root = settings.body().tree(bytes);
        checkAccount(root);
        removeSecrets(root);
        Place.Pointer place = Place.pointer(Objects.requireNonNullElse(map.events(), ""));
        List<JsonNode> nodes = nodes(root, place);
        JsonNode around = around(root, place);
        Instant receivedAt = roots.contains(Place.RECEIVED) ? clock.instant() : null;
        String deliveryId =
                namedId.or(() -> signedId).filter(it -> !it.isBlank()).orElse(null);
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            EventContent content = new EventContent(
                    object(nodes.get(i)), around, JsonNodeFactory.instance.objectNode(), receivedAt, deliveryId);
            if (isOfKind(content)) {
                parts.add(new Part(i, nodes.size() == 1 ? "" : "[" + i + "] ", signedId, content));
            }
        }
        return parts;
    }

    /** With a {@code *} in the place, all that stands there in the lists, which may be nothing. */
    private List<JsonNode> nodes(JsonNode root, Place.Pointer place) throws WebhookRefused {
        if (place.parts().contains(Place.EACH)) {
            List<JsonNode> found = List.of(root);
            for (String part : place.parts()) {
                found = found.stream()
                        .flatMap(it -> part.equals(Place.EACH)
                                ? StreamSupport.stream(it.spliterator(), false)
                                : Stream.of(it.path(part)))
                        .toList();
            }
            return JsonBody.atMost(found);
        }
        JsonNode events = place.in(EventContent.of(root));
        if (!events.isContainerNode()) {
            throw WebhookRefused.unreadable("The body has no events at " + map.events() + ".");
        }
        return JsonBody.events(events);
    }

    private void checkAccount(JsonNode root) throws WebhookRefused {
        String place = settings.accountPlace();
        if (place != null) {
            String theirs = Place.parse(place).textIn(EventContent.of(root));
            if (theirs == null || !theirs.equals(settings.accountId())) {
                throw WebhookRefused.notAllowed(
                        "The webhook is of another account than account-id. Another account needs a source of its own.");
            }
        }
    }

    private void removeSecrets(JsonNode root) {
        List<String> places = new ArrayList<>(settings.leaveOut());
        if (settings.secretPlace() != null) {
            places.add(settings.secretPlace());
        }
        for (String place : places) {
            remove(root, Place.pointer(place));
        }
    }

    private static void remove(JsonNode root, Place.Pointer place) {
        List<String> parts = place.parts();
        if (!parts.isEmpty()) {
            JsonNode parent = new Place.Pointer("", parts.subList(0, parts.size() - 1)).in(EventContent.of(root));
            if (parent instanceof ObjectNode object) {
                object.remove(parts.get(parts.size() - 1));
            }
        }
    }

    /** Without the events themselves, so that each event carries what they share and no other event. */
    private JsonNode around(JsonNode root, Place.Pointer events) {
        if (!roots.contains(Place.BODY)) {
            return MissingNode.getInstance();
        }
        remove(root, events);
        return root;
    }

    /** An element that is no object is an id. */
    private static JsonNode object(JsonNode element) {
        return element.isValueNode() ? JsonNodeFactory.instance.objectNode().set("id", element) : element;
    }

    private boolean isOfKind(EventContent content) {
        @Nullable
        String kind = map.kind() == null ? null : Place.parse(map.kind()).textIn(content);
        return map.kinds().isEmpty() || kind != null && map.kinds().contains(kind);
    }

    /** Whether more than the event itself has to be stored with it. */
    boolean storesMore() {
        return !roots.isEmpty();
    }
}
