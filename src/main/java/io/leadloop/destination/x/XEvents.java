package io.leadloop.destination.x;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.AccountReads;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.ReportCall;
import io.leadloop.destination.x.OAuth1.Parameter;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/**
 * The events of an X ads account, {@code GET /12/accounts/ID/web_event_tags} (X's reference "Web Event Tags": parameters, name,
 * windows, next_cursor). An event is told as {@code tw-pixel-event}. That {@code website_tag_id} is its pixel, {@code type}
 * and {@code deleted} are UNCONFIRMED (third parties): without the pixel the configured one is taken. Which words its status
 * has, and whether an event that nothing fired yet counts, is not documented: it is not judged.
 */
final class XEvents implements AccountCatalogue {

    private static final int PAGE = 1_000;
    private static final int MOST_PAGES = 20;
    private static final String TYPE = "pixel";

    private final XProperties properties;
    private final @Nullable OAuth1 signer;
    private final AccountReads reads;

    XEvents(XProperties properties, @Nullable OAuth1 signer, OutsideHttp http) {
        this.properties = properties;
        this.signer = signer;
        this.reads = new AccountReads("X", http, "", XEvents::refusal);
    }

    private static String refusal(OutsideAnswer answer) {
        return ReportCall.code(answer.json().path("errors").path(0).path("code").asText("")) + ". "
                + switch (answer.status()) {
                    case 401 ->
                        "The user took the right of the app back, or the keys are not of one app and one user: give new"
                                + " access-token and access-token-secret.";
                    case 403 ->
                        "The app must be approved for the Ads API, and the user ad manager or administrator of the account.";
                    case 404 -> "There is no such ads account for this user: check ad-account-id.";
                    case 429 -> "It takes no more requests just now: ask again in some minutes.";
                    default -> "It is asked again later.";
                };
    }

    @Override
    public @Nullable String missingKey() {
        String id = properties.adAccountId();
        return id == null || id.isBlank() ? "ad-account-id" : null;
    }

    @Override
    public Listing list() throws Unavailable {
        List<JsonNode> events = new ArrayList<>();
        Map<String, AccountPixel> pixels = new LinkedHashMap<>();
        String cursor = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            JsonNode page = page(cursor);
            page.path("data").forEach(it -> {
                events.add(it);
                String pixel = it.path("website_tag_id").asText("");
                if (!pixel.isEmpty()) {
                    pixels.put(pixel, new AccountPixel(TYPE, pixel, "", State.UNKNOWN, null, null, null));
                }
            });
            cursor = page.path("next_cursor").asText("");
            if (cursor.isEmpty() || page.path("next_cursor").isNull()) {
                // Where no event has the configured pixel, its tag may be written otherwise than in the key:
                // UNCONFIRMED.
                boolean tellsPixel = pixels.containsKey(String.valueOf(properties.pixelId()));
                return new Listing(
                        null,
                        List.of(),
                        events.stream().map(it -> event(it, tellsPixel)).toList(),
                        Health.NONE,
                        pixels(pixels));
            }
        }
        throw new Unavailable("X's list of events does not end.");
    }

    /** An account whose events do not tell their pixel is not said to miss it. */
    private List<AccountPixel> pixels(Map<String, AccountPixel> told) {
        return told.isEmpty()
                ? List.of()
                : AccountPixel.named("pixel-id", TYPE, properties.pixelId(), List.copyOf(told.values()));
    }

    private JsonNode page(String cursor) throws Unavailable {
        List<Parameter> query = new ArrayList<>(List.of(new Parameter("count", Integer.toString(PAGE))));
        if (!cursor.isEmpty()) {
            query.add(new Parameter("cursor", cursor));
        }
        URI address = OAuth1.withQuery(
                URI.create(properties.baseUrl() + "/" + properties.apiVersion() + "/accounts/"
                        + properties.adAccountId() + "/web_event_tags"),
                query);
        String authorization = Objects.requireNonNull(signer).authorization("GET", address, query);
        JsonNode page = reads.get(address, headers -> headers.set(HttpHeaders.AUTHORIZATION, authorization));
        if (!page.path("data").isArray()) {
            throw reads.unreadable("an answer that is no list of events");
        }
        return page;
    }

    private CatalogueAction event(JsonNode it, boolean tellsPixel) {
        String id = it.path("id").asText("");
        String configured = String.valueOf(properties.pixelId());
        String pixel = tellsPixel ? it.path("website_tag_id").asText(configured) : configured;
        String type = it.path("type").asText("");
        return new CatalogueAction(
                reference(pixel, id),
                reference(pixel, id),
                it.path("name").asText(""),
                it.path("deleted").asBoolean() ? Status.REMOVED : Status.ENABLED,
                type.isEmpty() ? "event" : type,
                true,
                "",
                null,
                null,
                it.path("click_window").isInt() ? it.path("click_window").asInt() : null,
                null,
                null,
                null);
    }

    private static String reference(String pixel, String event) {
        return "tw-" + pixel + "-" + event;
    }

    /** In the long form, in which the account's own list has it. */
    @Override
    public Optional<String> referenceOf(String action) {
        if (!XDestination.isEventId(action) && !mappedActions().contains(action)) {
            return Optional.empty();
        }
        String event = properties.eventId(action);
        return Optional.of(
                XDestination.isEventId(event) ? event : reference(String.valueOf(properties.pixelId()), event));
    }

    @Override
    public Set<String> mappedActions() {
        return properties.conversionActions().keySet();
    }
}
