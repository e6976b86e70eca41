package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.leadloop.crm.generic.FieldMap.AmountIn;
import io.leadloop.crm.generic.GenericPayload.ClickPart;
import io.leadloop.crm.generic.GenericPayload.ConsentPart;
import io.leadloop.crm.generic.GenericPayload.DealPart;
import io.leadloop.crm.generic.GenericPayload.LeadPart;
import io.leadloop.crm.generic.GenericPayload.OriginPart;
import io.leadloop.lead.AmountReader;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import io.leadloop.lead.WrittenAmount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Converts one event from a CRM's own JSON into the generic event by a {@link FieldMap}. */
final class MappedEvent {

    /** Decimals behind which a binary fraction is only noise. */
    private static final int NOISE = 6;

    /** Where a number is a name, so that 100.0 is the word 100. */
    private static final Set<String> NAMES = Set.of("id", "lead.id", "deal.id", "deal.outcome", "status");

    private final FieldMap map;
    private final EventContent event;
    private final List<String> mistakes;

    private MappedEvent(FieldMap map, EventContent event, List<String> mistakes) {
        this.map = map;
        this.event = event;
        this.mistakes = mistakes;
    }

    /** @param mistakes is given what cannot be read, each with its place; never a value that may be personal */
    static GenericPayload read(FieldMap map, EventContent event, List<String> mistakes) {
        return new MappedEvent(map, event, mistakes).payload();
    }

    private GenericPayload payload() {
        List<ClickPart> clicks = new ArrayList<>();
        map.clickIds().forEach((kind, place) -> {
            String value = text("click-ids." + kind, place);
            if (value != null) {
                clicks.add(
                        new ClickPart(ClickIdKind.ofSetting(kind).orElseThrow().key(), value, null));
            }
        });
        return new GenericPayload(
                text("id", map.id()),
                time("occurredAt", map.occurredAt()),
                status(),
                new LeadPart(
                        text("lead.id", map.lead().id()),
                        time("lead.capturedAt", map.lead().capturedAt()),
                        text("lead.email", map.lead().email()),
                        text("lead.phone", map.lead().phone()),
                        text("lead.country", map.lead().country())),
                deal(),
                clicks,
                consent(),
                new OriginPart(
                        text("origin.utm-source", map.origin().utmSource()),
                        text("origin.utm-medium", map.origin().utmMedium()),
                        text("origin.utm-campaign", map.origin().utmCampaign()),
                        text("origin.landing-page", map.origin().landingPage()),
                        text("origin.referrer", map.origin().referrer())));
    }

    private @Nullable String status() {
        String status = text("status", map.status());
        return status != null && !status.isBlank()
                ? status
                : map.numberStatuses().stream()
                        .map(it -> it.of(event))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null);
    }

    /** Null where the event names no deal: then the status is the lead's own. */
    private @Nullable DealPart deal() {
        String id = text("deal.id", map.deal().id());
        if (id == null || id.isBlank() || GenericReader.isPlaceholder(id)) {
            isNoDeals("deal.amount", map.deal().amount());
            isNoDeals("deal.margin", map.deal().margin());
            return null;
        }
        String currency = text("deal.currency", map.deal().currency());
        return new DealPart(
                id,
                map.outcomes().of(text("deal.outcome", map.deal().outcome())),
                amount("deal.amount", map.deal().amount(), currency),
                amount("deal.margin", map.deal().margin(), currency),
                currency);
    }

    /** An amount that belongs to nothing would be lost in silence. Zero, and a text for every event, say nothing. */
    private void isNoDeals(String name, @Nullable String place) {
        DecimalNode amount = place == null || place.startsWith("=") ? null : amount(name, place, null);
        if (amount != null && amount.decimalValue().signum() != 0) {
            mistakes.add(name + " at " + place + " came without deal.id at "
                    + map.deal().id() + ": an amount is a deal's");
        }
    }

    private @Nullable DecimalNode amount(String name, @Nullable String place, @Nullable String currency) {
        String text = text(name, place);
        if (text == null || text.isBlank()) {
            return null;
        }
        JsonNode found = place == null || place.startsWith("=")
                ? TextNode.valueOf(text)
                : Place.parse(place).in(event);
        try {
            WrittenAmount read = GenericReader.number(found, new AmountReader(map.decimalSign()));
            if (!read.currencies().isEmpty() && currency != null) {
                // That its sign is that of the currency is seen here only.
                Objects.requireNonNull(read.money(currency));
            }
            if (map.amountIn() == AmountIn.MINOR && isOfMajorUnits(read)) {
                mistakes.add(
                        name + " at " + place + " has decimals or a currency sign, and amount-in says that it is in"
                                + " minor units: send whole ones (1250), or change amount-in of the source");
                return null;
            }
            return DecimalNode.valueOf(
                    map.amountIn() == AmountIn.MAJOR || currency == null
                            ? read.number()
                            : read.number().scaleByPowerOfTen(-decimals(currency)));
        } catch (UnreadableValue e) {
            mistakes.add(name + " at " + place + " " + e.words()
                    + (e.question() == Question.DECIMAL_SIGN ? ": set fields.decimal-sign" : ""));
            return null;
        }
    }

    /** A fraction of a cent that is more than the noise of a binary number shows that the number is none of cents. */
    private static boolean isOfMajorUnits(WrittenAmount read) {
        BigDecimal number = read.number().setScale(NOISE, RoundingMode.HALF_EVEN);
        return !read.currencies().isEmpty() || number.stripTrailingZeros().scale() > 0;
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
        String text = text("consent", place);
        if (text == null || text.isBlank()) {
            return null;
        }
        String word = text.strip();
        if (map.granted().stream().anyMatch(word::equalsIgnoreCase)) {
            return "granted";
        }
        if (map.denied().stream().anyMatch(word::equalsIgnoreCase)) {
            return "denied";
        }
        if (!word.equalsIgnoreCase("unknown")) {
            mistakes.add("consent at " + place + " is none of the words under fields.granted and fields.denied");
        }
        return "unknown";
    }

    private @Nullable String time(String name, @Nullable String place) {
        if (place == null) {
            return null;
        }
        Place parsed = Place.parse(place);
        List<Place> alternatives = parsed.isNewest() ? parsed.alternatives() : List.of(parsed);
        return alternatives.stream()
                .map(it -> moment(name, it))
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Instant::toString)
                .orElse(null);
    }

    private @Nullable Instant moment(String name, Place place) {
        String text = text(name, place);
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return place.isReceived() ? Instant.parse(text) : map.time().read(text.strip());
        } catch (UnreadableValue e) {
            mistakes.add(name + " at " + place.text() + " is not a time of the form "
                    + map.time().inWords() + ": it " + e.words());
            return null;
        }
    }

    /** Null where the event has nothing there; a mistake where it has more than one value there. */
    private @Nullable String text(String name, @Nullable String place) {
        if (place == null) {
            return null;
        }
        return text(name, Place.parse(place));
    }

    private @Nullable String text(String name, Place place) {
        boolean isConsent = name.equals("consent");
        JsonNode found = place.in(event, isConsent ? List.of() : map.emptyWords());
        if (found.isContainerNode() && !found.isEmpty()) {
            mistakes.add(name + " at " + place.text() + " is an " + (found.isArray() ? "array" : "object")
                    + ": point at one value in it");
        }
        if (!found.isValueNode() || found.isNull()) {
            return null;
        }
        String text = NAMES.contains(name) ? NumberIds.text(found) : found.asText();
        return !isConsent && map.emptyWords().contains(text) ? null : text;
    }
}
