package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.generic.FieldMap.AmountIn;
import io.leadloop.crm.generic.GenericPayload.ClickPart;
import io.leadloop.crm.generic.GenericPayload.ConsentPart;
import io.leadloop.crm.generic.GenericPayload.DealPart;
import io.leadloop.crm.generic.GenericPayload.LeadPart;
import io.leadloop.crm.generic.GenericPayload.OriginPart;
import io.leadloop.lead.ClickIdKind;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One event in a CRM's own JSON, read by a {@link FieldMap} into the form that everything else knows. */
final class MappedEvent {

    private static final int MOST_DIGITS = 40;

    private final FieldMap map;
    private final JsonNode event;
    private final List<String> mistakes;

    private MappedEvent(FieldMap map, JsonNode event, List<String> mistakes) {
        this.map = map;
        this.event = event;
        this.mistakes = mistakes;
    }

    /** @param mistakes is given what cannot be read, each with its place; never a value that may be personal */
    static GenericPayload read(FieldMap map, JsonNode event, List<String> mistakes) {
        return new MappedEvent(map, event, mistakes).payload();
    }

    private GenericPayload payload() {
        List<ClickPart> clicks = new ArrayList<>();
        map.clickIds().forEach((kind, place) -> {
            String value = text(place);
            if (value != null) {
                clicks.add(
                        new ClickPart(ClickIdKind.ofSetting(kind).orElseThrow().key(), value, null));
            }
        });
        return new GenericPayload(
                text(map.id()),
                time("occurredAt", map.occurredAt()),
                text(map.status()),
                new LeadPart(
                        text(map.lead().id()),
                        time("lead.capturedAt", map.lead().capturedAt()),
                        text(map.lead().email()),
                        text(map.lead().phone()),
                        text(map.lead().country())),
                deal(),
                clicks,
                consent(),
                new OriginPart(
                        text(map.origin().utmSource()),
                        text(map.origin().utmMedium()),
                        text(map.origin().utmCampaign()),
                        text(map.origin().landingPage()),
                        text(map.origin().referrer())));
    }

    /** Null where the event names no deal: then the status is the lead's own. */
    private @Nullable DealPart deal() {
        String id = text(map.deal().id());
        String currency = text(map.deal().currency());
        return id == null || id.isBlank()
                ? null
                : new DealPart(
                        id,
                        text(map.deal().outcome()),
                        amount("deal.amount", map.deal().amount(), currency),
                        amount("deal.margin", map.deal().margin(), currency),
                        currency);
    }

    private @Nullable BigDecimal amount(String name, @Nullable String place, @Nullable String currency) {
        String text = text(place);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            BigDecimal amount = text.length() > MOST_DIGITS ? null : new BigDecimal(text.strip());
            if (amount == null) {
                mistakes.add(name + " at " + place + " is too long");
                return null;
            }
            return map.amountIn() == AmountIn.MAJOR || currency == null
                    ? amount
                    : amount.movePointLeft(decimals(currency));
        } catch (NumberFormatException e) {
            mistakes.add(name + " at " + place + " is not a number such as 1234.50");
            return null;
        }
    }

    private static int decimals(String currency) {
        try {
            return Math.max(
                    0,
                    Currency.getInstance(currency.strip().toUpperCase(Locale.ROOT))
                            .getDefaultFractionDigits());
        } catch (IllegalArgumentException e) {
            // Whoever reads the payload says that this is no currency.
            return 0;
        }
    }

    private @Nullable ConsentPart consent() {
        String userData = state(map.consent().adUserData());
        String personalization = state(map.consent().adPersonalization());
        return userData == null && personalization == null ? null : new ConsentPart(userData, personalization);
    }

    private @Nullable String state(@Nullable String place) {
        String text = text(place);
        if (text == null || text.isBlank()) {
            return null;
        }
        String word = text.strip().toLowerCase(Locale.ROOT);
        if (map.granted().contains(word)) {
            return "granted";
        }
        if (map.denied().contains(word)) {
            return "denied";
        }
        if (!word.equals("unknown")) {
            mistakes.add("consent at " + place + " is none of the words under fields.granted and fields.denied");
        }
        return "unknown";
    }

    private @Nullable String time(String name, @Nullable String place) {
        String text = text(place);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return instant(text.strip()).toString();
        } catch (DateTimeException | ArithmeticException | NumberFormatException e) {
            mistakes.add(name + " at " + place + " is not a time of the form "
                    + map.time().format()
                    + (map.time().format().equals("iso") ? " with its zone (or set fields.time.zone)" : ""));
            return null;
        }
    }

    private Instant instant(String text) {
        ZoneId zone = map.time().zone();
        return switch (map.time().format()) {
            case "epoch-seconds" -> Instant.ofEpochSecond(new BigDecimal(text).longValueExact());
            case "epoch-millis" -> Instant.ofEpochMilli(new BigDecimal(text).longValueExact());
            case "iso" ->
                zone == null || text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d$") && text.length() > 16
                        ? OffsetDateTime.parse(text).toInstant()
                        : LocalDateTime.parse(text.replace(' ', 'T'))
                                .atZone(zone)
                                .toInstant();
            default ->
                LocalDateTime.parse(text, DateTimeFormatter.ofPattern(map.time().format()))
                        .atZone(Objects.requireNonNull(zone))
                        .toInstant();
        };
    }

    private @Nullable String text(@Nullable String place) {
        if (place == null) {
            return null;
        }
        if (place.startsWith("=")) {
            return place.substring(1);
        }
        JsonNode found = event.at(place);
        return found.isValueNode() && !found.isNull() ? found.asText() : null;
    }
}
