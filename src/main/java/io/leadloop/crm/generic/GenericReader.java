package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.generic.GenericPayload.ClickPart;
import io.leadloop.crm.generic.GenericPayload.ConsentPart;
import io.leadloop.crm.generic.GenericPayload.DealPart;
import io.leadloop.crm.generic.GenericPayload.LeadPart;
import io.leadloop.crm.generic.GenericPayload.OriginPart;
import io.leadloop.lead.AmountReader;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIdText;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Countries;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Origin;
import io.leadloop.lead.RecordIds;
import io.leadloop.lead.TimeReader;
import io.leadloop.lead.ToldMoney;
import io.leadloop.lead.UnreadableValue;
import io.leadloop.lead.UnreadableValue.Question;
import io.leadloop.lead.WrittenAmount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads one payload and collects every mistake in it, each with its place; never repeats a value that may be personal. */
final class GenericReader {

    private final String source;
    private final Consent assumedConsent;
    private final List<String> mistakes = new ArrayList<>();

    private GenericReader(String source, Consent assumedConsent) {
        this.source = source;
        this.assumedConsent = assumedConsent;
    }

    /** The event, or what is wrong with it. */
    record Reading(Optional<LeadEvent> event, List<String> mistakes) {}

    static Reading read(String source, Consent assumedConsent, GenericPayload payload) {
        GenericReader reader = new GenericReader(source, assumedConsent);
        Optional<LeadEvent> event = reader.read(payload);
        return new Reading(reader.mistakes.isEmpty() ? event : Optional.empty(), reader.mistakes);
    }

    private Optional<LeadEvent> read(GenericPayload payload) {
        LeadPart lead = payload.lead();
        String leadId = id("lead.id", lead == null ? null : lead.id());
        String status = required("status", payload.status());
        Instant occurredAt = time("occurredAt", required("occurredAt", payload.occurredAt()));
        Instant capturedAt = time("lead.capturedAt", lead == null ? null : lead.capturedAt());
        String country = country(lead == null ? null : lead.country());
        Deal deal = deal(payload.deal());
        List<ClickId> clicks = withThoseOf(payload.origin(), clicks(payload.clickIds(), capturedAt), capturedAt);
        Consent consent = consent(payload.consent());
        Origin origin = origin(payload.origin());
        if (leadId == null || status == null || occurredAt == null || lead == null || !mistakes.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new LeadEvent(
                ExternalId.lead(source, leadId),
                deal == null ? List.of() : List.of(ExternalId.deal(source, deal.id())),
                status,
                outcome(payload.deal()),
                occurredAt,
                capturedAt,
                clicks,
                ContactHasher.hash(lead.email(), lead.phone(), country),
                consent,
                assumedConsent,
                country,
                deal,
                origin));
    }

    private @Nullable String required(String place, @Nullable String value) {
        if (value == null || value.isBlank()) {
            mistakes.add(place + " is missing");
            return null;
        }
        return isText(value, EventLimits.TEXT) ? value.strip() : tooOdd(place, EventLimits.TEXT);
    }

    private @Nullable String id(String place, @Nullable String value) {
        if (isPlaceholder(value)) {
            mistakes.add(place + " is a placeholder, not an id");
            return null;
        }
        String meant = RecordIds.meant(value);
        return required(place, meant == null ? value : meant);
    }

    /** Whether a word stands in the place of an id that means nothing, such as {@code null} or {@code {{deal.id}}}. */
    static boolean isPlaceholder(@Nullable String value) {
        return value != null
                && !value.isBlank()
                && isText(value.strip(), EventLimits.TEXT)
                && RecordIds.meant(value) == null;
    }

    private @Nullable String tooOdd(String place, int most) {
        mistakes.add(place + " is longer than " + most + " characters or holds control characters");
        return null;
    }

    /** Readable, storable and short enough: no control characters, no half of a surrogate pair. */
    static boolean isText(String value, int most) {
        return value.length() <= most
                && value.codePoints()
                        .noneMatch(it -> Character.isISOControl(it) || Character.getType(it) == Character.SURROGATE);
    }

    private @Nullable Instant time(String place, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        try {
            return TimeReader.EXACT.read(value);
        } catch (UnreadableValue e) {
            mistakes.add(place + " is not a time with its zone such as 2026-10-03T10:20:30Z: it " + e.words());
            return null;
        }
    }

    private @Nullable String country(@Nullable String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        String code = Countries.code(value).orElse(null);
        if (code == null) {
            mistakes.add("lead.country is neither an ISO 3166-1 code such as DE nor the name of a country");
        }
        return code;
    }

    private @Nullable Deal deal(@Nullable DealPart part) {
        if (part == null) {
            return null;
        }
        String id = id("deal.id", part.id());
        DealValue dealValue = DealValue.of(
                money("deal.amount", part.amount(), part.currency()),
                money("deal.margin", part.margin(), part.currency()));
        return id == null ? null : new Deal(id, dealValue);
    }

    private @Nullable ToldMoney money(String place, @Nullable JsonNode amount, @Nullable String currency) {
        if (amount == null
                || amount.isNull()
                || amount.isTextual() && amount.textValue().isBlank()) {
            return null;
        }
        if (!amount.isNumber() && !amount.isTextual()) {
            mistakes.add(place + " has the wrong type");
            return null;
        }
        try {
            return number(amount, AmountReader.ANY).money(currency);
        } catch (UnreadableValue e) {
            mistakes.add(
                    e.question() == Question.CURRENCY
                            ? "deal.currency is missing: an amount needs its currency"
                            : place + " " + e.words() + advice(e));
            return null;
        }
    }

    /** A JSON number is what it is; a text is read like one of a person. */
    static WrittenAmount number(JsonNode amount, AmountReader reader) throws UnreadableValue {
        return amount.isNumber() ? new WrittenAmount(amount.decimalValue(), Set.of()) : reader.read(amount.asText());
    }

    private static String advice(UnreadableValue e) {
        return e.question() == Question.DECIMAL_SIGN ? ": send a number instead of a text" : "";
    }

    private Outcome outcome(@Nullable DealPart part) {
        if (part == null || part.outcome() == null || part.outcome().isBlank()) {
            return Outcome.UNSAID;
        }
        try {
            return Outcome.valueOf(part.outcome().strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            mistakes.add("deal.outcome is none of open, won, lost");
            return Outcome.UNSAID;
        }
    }

    private List<ClickId> clicks(@Nullable List<ClickPart> parts, @Nullable Instant capturedAt) {
        List<ClickId> clicks = new ArrayList<>();
        int i = 0;
        for (@Nullable ClickPart part : parts == null ? List.<ClickPart>of() : parts) {
            String place = "clickIds[" + i++ + "]";
            if (part == null) {
                mistakes.add(place + " is null");
                continue;
            }
            Optional<ClickIdKind> kind = part.kind() == null ? Optional.empty() : ClickIdKind.ofKey(part.kind());
            Instant clickedAt = time(place + ".clickedAt", part.clickedAt());
            if (kind.isEmpty()) {
                mistakes.add(place + ".kind is none of the known kinds such as gclid");
            } else if (part.value() != null && part.value().length() > ClickIdText.MOST) {
                tooOdd(place + ".value", EventLimits.CLICK_ID);
            } else if (part.value() != null) {
                ClickId click = clickedAt == null
                        ? ClickId.seen(kind.get(), part.value(), capturedAt)
                        : ClickId.of(kind.get(), part.value(), clickedAt);
                if (click.value().length() > EventLimits.CLICK_ID) {
                    tooOdd(place + ".value", EventLimits.CLICK_ID);
                } else if (!click.value().isEmpty()) {
                    clicks.add(click);
                }
            }
        }
        return clicks;
    }

    /** With the clicks that only the landing page's query holds, which is not kept. */
    private static List<ClickId> withThoseOf(
            @Nullable OriginPart origin, List<ClickId> told, @Nullable Instant capturedAt) {
        String page = origin == null ? null : origin.landingPage();
        if (page == null) {
            return told;
        }
        List<ClickId> clicks = new ArrayList<>(told);
        ClickIdText.inQuery(page, capturedAt).stream()
                .filter(it -> it.value().length() <= EventLimits.CLICK_ID)
                .filter(it -> told.stream().noneMatch(known -> known.kind() == it.kind() && !known.isDamaged()))
                .forEach(clicks::add);
        return clicks;
    }

    private static @Nullable Origin origin(@Nullable OriginPart part) {
        return part == null
                ? null
                : Origin.of(
                        part.utmSource(), part.utmMedium(), part.utmCampaign(), part.landingPage(), part.referrer());
    }

    private @Nullable Consent consent(@Nullable ConsentPart part) {
        if (part == null) {
            return null;
        }
        Consent.State userData = state("consent.adUserData", part.adUserData());
        Consent.State personalization = state("consent.adPersonalization", part.adPersonalization());
        boolean saysNothing = userData == Consent.State.UNSAID && personalization == Consent.State.UNSAID;
        return saysNothing ? null : new Consent(userData, personalization);
    }

    private Consent.State state(String place, @Nullable String value) {
        if (value == null || value.isBlank()) {
            return Consent.State.UNSAID;
        }
        return switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "granted" -> Consent.State.GRANTED;
            case "denied" -> Consent.State.DENIED;
            case "unknown" -> Consent.State.UNKNOWN;
            default -> {
                mistakes.add(place + " is none of granted, denied, unknown");
                yield Consent.State.UNSAID;
            }
        };
    }
}
