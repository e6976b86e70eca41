package io.leadloop.capture;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.Origin;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a capture as {@code leadloop-capture.js} writes it; docs/capture.md describes it. Keys that it does not know
 * are refused, so that no mail and no phone comes in; a click id that cannot be one is left out, the others count.
 */
final class CaptureBody {

    /** Who may say that consent is given. */
    static final Set<String> CONSENTS =
            Set.of("google", "tcf", "cookiebot", "onetrust", "usercentrics", "call", "given");

    /** The largest body, in bytes: an id of 1,000 characters stands three times in that of a first visit. */
    static final int MOST = 8_192;

    private static final Set<String> BODY = Set.of("visit", "consent", "now");
    private static final Set<String> VISIT = Set.of("ids", "first", "last", "ref", "consent");

    /** Beside click ids and whatever else begins with {@code utm_}, of which nothing is kept. */
    private static final Set<String> TOUCH = Set.of(
            "utm_source",
            "utm_medium",
            "utm_campaign",
            "utm_term",
            "utm_content",
            "landing_page",
            "referrer",
            "click_time");

    /** What may be a person's, or cannot be stored. */
    private static final Pattern UNWANTED = Pattern.compile("(?i).*(@|%40|[\\p{Cc}\\p{Cs}]).*", Pattern.DOTALL);

    /** A browser's clock that differs by less is as good as ours. */
    private static final Duration SKEW = Duration.ofMinutes(2);
    /** No platform takes an older click, and no clock is so wrong: the time counts as not told. */
    private static final Duration OLDEST = Duration.ofDays(3 * 365);

    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .readerFor(JsonNode.class);

    private final JsonNode body;
    private final Instant now;

    private CaptureBody(JsonNode body, Instant now) {
        this.body = body;
        this.now = now;
    }

    /** @throws CaptureRefused 400 with what is wrong; without anything of the body */
    static CapturedVisit read(byte[] bytes, Instant now) throws CaptureRefused {
        try {
            return new CaptureBody(JSON.readValue(bytes), now).visit();
        } catch (IOException e) {
            throw new CaptureRefused(400, "The body is no JSON.");
        }
    }

    private CapturedVisit visit() throws CaptureRefused {
        JsonNode visit = known(body, BODY).path("visit");
        known(visit, VISIT);
        String consent = body.path("consent").asText();
        if (!CONSENTS.contains(consent)) {
            throw new CaptureRefused(
                    400,
                    "\"consent\" has to say who gave it: "
                            + CONSENTS.stream().sorted().toList());
        }
        Map<String, ClickId> clicks = new LinkedHashMap<>();
        visit.path("ids").fields().forEachRemaining(it -> {
            JsonNode pair = it.getValue();
            click(it.getKey(), pair.path(0), time(pair.path(1).asLong())).ifPresent(click -> put(clicks, click));
        });
        JsonNode first = touch(visit.path("first"));
        JsonNode last = touch(visit.path("last"));
        Instant began = time(first.path("click_time").asText());
        first.fields()
                .forEachRemaining(
                        it -> click(it.getKey(), it.getValue(), began).ifPresent(click -> put(clicks, click)));
        if (visit.path("ids").properties().stream()
                .anyMatch(it -> ClickIdKind.ofKey(it.getKey()).isEmpty())) {
            throw new CaptureRefused(400, "\"ids\" has a kind of click id that does not exist.");
        }
        if (clicks.isEmpty()) {
            throw new CaptureRefused(400, "\"ids\" holds no click id.");
        }
        Origin origin = Origin.of(
                text(last, "utm_source"),
                text(last, "utm_medium"),
                text(last, "utm_campaign"),
                text(last, "landing_page"),
                text(last, "referrer"));
        return new CapturedVisit(consent, List.copyOf(clicks.values()), origin);
    }

    private static void put(Map<String, ClickId> clicks, ClickId click) {
        clicks.putIfAbsent(click.kind() + " " + click.value(), click);
    }

    private Optional<ClickId> click(String key, JsonNode value, @Nullable Instant at) {
        return ClickIdKind.ofKey(key)
                .filter(it -> value.isTextual() && value.asText().length() <= EventLimits.CLICK_ID)
                .map(it -> new ClickId(null, it, value.asText(), at == null ? now : at, at == null))
                .filter(it -> !it.isDamaged());
    }

    private static JsonNode known(JsonNode object, Set<String> keys) throws CaptureRefused {
        if (!object.isObject() || object.properties().stream().anyMatch(it -> !keys.contains(it.getKey()))) {
            throw new CaptureRefused(
                    400, "Only these keys are taken: " + keys.stream().sorted().toList());
        }
        return object;
    }

    private static JsonNode touch(JsonNode touch) throws CaptureRefused {
        if (!touch.isMissingNode()
                && touch.properties().stream()
                        .anyMatch(it -> !it.getKey().startsWith("utm_")
                                && !TOUCH.contains(it.getKey())
                                && ClickIdKind.ofKey(it.getKey()).isEmpty())) {
            throw new CaptureRefused(
                    400,
                    "A touch has click ids and these keys: "
                            + TOUCH.stream().sorted().toList());
        }
        return touch;
    }

    private static @Nullable String text(JsonNode touch, String key) {
        String text = touch.path(key).asText("");
        return text.isBlank()
                        || text.length() > EventLimits.TEXT
                        || UNWANTED.matcher(text).matches()
                ? null
                : text;
    }

    /** A time by the browser's clock, by ours; null where there is none. */
    private @Nullable Instant time(long seconds) {
        if (seconds <= 0) {
            return null;
        }
        try {
            return byOurClock(Instant.ofEpochSecond(seconds));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private @Nullable Instant time(String iso) {
        try {
            return iso.isEmpty() ? null : byOurClock(Instant.parse(iso));
        } catch (DateTimeException | ArithmeticException e) {
            return null;
        }
    }

    private Instant byOurClock(Instant told) {
        long theirs = body.path("now").asLong();
        Duration skew = theirs <= 0 ? Duration.ZERO : Duration.between(Instant.ofEpochMilli(theirs), now);
        Instant ours = skew.abs().compareTo(SKEW) < 0 ? told : told.plus(skew);
        if (ours.isBefore(now.minus(OLDEST))) {
            throw new DateTimeException("No click is so old");
        }
        return ours.isAfter(now) ? now : ours;
    }
}
