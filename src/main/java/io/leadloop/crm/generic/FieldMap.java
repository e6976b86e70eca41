package io.leadloop.crm.generic;

import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.DecimalSign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Maps fields of a CRM's own JSON to those of the generic event; configured under
 * {@code leadloop.crm.sources.<name>.fields}. Each place is a JSON Pointer (RFC 6901, {@code /data/stage}), or {@code =} and a
 * text that holds for every event ({@code =EUR}); {@link Place} has the other forms.
 *
 * @param events the array of events, or, with {@code *} in the place of elements of lists, all that stands there; null where the
 *     body is one event, or an array of them. Elements of the array that are no objects are ids, at {@code /id}
 * @param kind tells one kind of event from another; needed with {@code kinds}
 * @param kinds the kinds that count; others are answered like events and not stored. Empty for all
 * @param id the id of the event, by which a repetition is recognised
 * @param occurredAt when the status changed
 * @param status the status as the CRM calls it; may be left out with {@code number-statuses}
 * @param numberStatuses statuses by a number, such as a call's duration, for events without a status; the first that holds counts
 * @param lead the lead's fields
 * @param deal the deal's fields
 * @param clickIds by kind of click id
 * @param consent the fields of the consent
 * @param origin the fields of the visit that brought the lead
 * @param time how times are written
 * @param amountIn whether amounts are in major units (12.50) or in minor ones (1250)
 * @param decimalSign which sign stands before the decimals of amounts that are texts; null where texts such as 1.250, which
 *     may mean thousands or decimals, shall be refused
 * @param granted words, in any letter case, that mean consent
 * @param denied words that mean none
 * @param outcomes words of the deal's outcome; without them it takes open, won and lost
 * @param idForm how the CRM writes the ids of leads and deals
 * @param emptyWords words that stand where there is no value, such as Odoo's {@code false}; not read in places of consent
 */
record FieldMap(
        @Nullable String events,
        @Nullable String kind,
        @DefaultValue List<String> kinds,
        @Nullable String id,
        @Nullable String occurredAt,
        @Nullable String status,
        @DefaultValue List<NumberStatus> numberStatuses,
        @DefaultValue Lead lead,
        @DefaultValue Deal deal,
        @DefaultValue Map<String, String> clickIds,
        @DefaultValue Consent consent,
        @DefaultValue Origin origin,
        @NestedConfigurationProperty @DefaultValue TimeForm time,
        @DefaultValue("MAJOR") AmountIn amountIn,
        @Nullable DecimalSign decimalSign,
        @DefaultValue({"granted", "true", "yes", "1"}) List<String> granted,
        @DefaultValue({"denied", "false", "no", "0"}) List<String> denied,
        @DefaultValue Outcomes outcomes,
        @DefaultValue("text") IdForm idForm,
        @DefaultValue List<String> emptyWords) {

    /**
     * @param place of the number; where none can be read there it is 0
     * @param atLeast the least for which the status holds
     * @param status what the stage mapping gets
     */
    record NumberStatus(
            @Nullable String place,
            @DefaultValue("0") BigDecimal atLeast,
            @Nullable String status) {

        /** The status of that event; null where the number is less. */
        @Nullable
        String of(EventContent event) {
            String number = place == null ? null : Place.parse(place).textIn(event);
            try {
                BigDecimal found = number == null ? BigDecimal.ZERO : new BigDecimal(number.strip());
                return found.compareTo(atLeast) >= 0 ? status : null;
            } catch (NumberFormatException noNumber) {
                return atLeast.signum() <= 0 ? status : null;
            }
        }
    }

    /**
     * @param id the id of the person in the CRM
     * @param capturedAt when the lead came
     * @param email the mail address; only its hashes are kept
     * @param phone the phone number; only its hashes are kept
     * @param country holds an ISO 3166-1 code or a country's name
     */
    record Lead(
            @Nullable String id,
            @Nullable String capturedAt,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String country) {}

    /**
     * @param id the id of the deal in the CRM
     * @param outcome whether it is open, won or lost
     * @param amount what it is worth
     * @param margin what it earns
     * @param currency ISO 4217
     */
    record Deal(
            @Nullable String id,
            @Nullable String outcome,
            @Nullable String amount,
            @Nullable String margin,
            @Nullable String currency) {}

    /**
     * The visit that brought the lead; an address as the site's form kept it.
     *
     * @param utmSource the campaign's source
     * @param utmMedium the campaign's medium
     * @param utmCampaign the campaign's name
     * @param landingPage the first page of the visit
     * @param referrer the page that linked to it
     */
    record Origin(
            @Nullable String utmSource,
            @Nullable String utmMedium,
            @Nullable String utmCampaign,
            @Nullable String landingPage,
            @Nullable String referrer) {}

    /**
     * @param adUserData whether the person's data may be sent to ad platforms
     * @param adPersonalization whether they may be used for personalised ads
     */
    record Consent(@Nullable String adUserData, @Nullable String adPersonalization) {}

    /**
     * The words of the CRM for a deal's outcome, in any letter case; another word says nothing.
     *
     * @param open words for a deal that is open
     * @param won words for a deal that is won
     * @param lost words for a deal that is lost
     */
    record Outcomes(
            @DefaultValue List<String> open,
            @DefaultValue List<String> won,
            @DefaultValue List<String> lost) {

        /** The outcome as the generic event spells it; the word itself where no words are configured; null for one of no meaning. */
        @Nullable
        String of(@Nullable String word) {
            if (word == null || open.isEmpty() && won.isEmpty() && lost.isEmpty()) {
                return word;
            }
            return has(won, word) ? "won" : has(lost, word) ? "lost" : has(open, word) ? "open" : null;
        }

        private static boolean has(List<String> words, String word) {
            return words.stream().anyMatch(it -> it.equalsIgnoreCase(word.strip()));
        }
    }

    enum AmountIn {
        MAJOR,
        MINOR
    }

    /**
     * Configuration errors of the map; empty if it is valid.
     *
     * @param namesDeliveries whether each delivery has an id of its own, so that its events need none
     */
    List<String> mistakes(boolean namesDeliveries) {
        List<String> mistakes = new ArrayList<>();
        require(mistakes, "occurred-at", occurredAt);
        if (numberStatuses.isEmpty()) {
            require(mistakes, "status", status);
        }
        for (int i = 0; i < numberStatuses.size(); i++) {
            require(
                    mistakes,
                    "number-statuses[" + i + "].place",
                    numberStatuses.get(i).place());
            require(
                    mistakes,
                    "number-statuses[" + i + "].status",
                    numberStatuses.get(i).status());
        }
        require(mistakes, "lead.id", lead.id());
        if (!namesDeliveries && (id == null || id.isBlank())) {
            mistakes.add("id is missing: only standard-webhooks names its deliveries, without a name a repetition could"
                    + " not be recognised");
        }
        boolean hasAmount = deal.amount() != null || deal.margin() != null;
        if (hasAmount && deal.currency() == null) {
            mistakes.add("deal.currency is missing: an amount needs its currency (a place, or =EUR)");
        }
        if ((hasAmount || deal.outcome() != null) && deal.id() == null) {
            mistakes.add("deal.id is missing: amount, margin and outcome are a deal's");
        }
        clickIds.keySet().stream()
                .filter(it -> ClickIdKind.ofSetting(it).isEmpty())
                .forEach(it -> mistakes.add("click-ids." + it + " is none of the known kinds such as gclid"));
        if (!kinds.isEmpty() && kind == null) {
            mistakes.add("kind is missing: kinds needs the place of the word");
        }
        if (events != null && !events.isEmpty() && !events.startsWith("/")) {
            mistakes.add("events is '" + events + "', which is no JSON Pointer (/data/events)");
        }
        if (events != null && events.contains("/" + Place.EACH) && roots().contains(Place.BODY)) {
            mistakes.add("events has a *: then no place may begin with body:");
        }
        places().forEach((name, place) -> {
            try {
                Place.parse(place);
            } catch (IllegalArgumentException e) {
                mistakes.add(name + " is '" + place + "', which is " + e.getMessage());
            }
        });
        mistakes.addAll(time.mistakes());
        return mistakes;
    }

    /** A mistake of {@link GenericReader} with the place of its field: {@code status at /data/stage is missing}. */
    String placed(String mistake) {
        String field = mistake.split("[ :]", 2)[0];
        String place = places().get(field.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        return place == null ? mistake : field + " at " + place + mistake.substring(field.length());
    }

    private static void require(List<String> mistakes, String name, @Nullable String place) {
        if (place == null || place.isBlank()) {
            mistakes.add(name + " is missing");
        }
    }

    /** Everything beside the event that a place reads: records, {@code body} and {@code received}. */
    Set<String> roots() {
        Set<String> roots = new TreeSet<>();
        places().values().forEach(it -> roots.addAll(Place.parse(it).roots()));
        return roots;
    }

    /** Every configured place by its key. */
    private Map<String, String> places() {
        Map<String, String> places = new TreeMap<>();
        clickIds.forEach((kind, place) -> places.put("click-ids." + kind, place));
        put(places, "kind", kind);
        put(places, "id", id);
        put(places, "occurred-at", occurredAt);
        put(places, "status", status);
        for (int i = 0; i < numberStatuses.size(); i++) {
            put(
                    places,
                    "number-statuses[" + i + "].place",
                    numberStatuses.get(i).place());
        }
        put(places, "lead.id", lead.id());
        put(places, "lead.captured-at", lead.capturedAt());
        put(places, "lead.email", lead.email());
        put(places, "lead.phone", lead.phone());
        put(places, "lead.country", lead.country());
        put(places, "deal.id", deal.id());
        put(places, "deal.outcome", deal.outcome());
        put(places, "deal.amount", deal.amount());
        put(places, "deal.margin", deal.margin());
        put(places, "deal.currency", deal.currency());
        put(places, "origin.utm-source", origin.utmSource());
        put(places, "origin.utm-medium", origin.utmMedium());
        put(places, "origin.utm-campaign", origin.utmCampaign());
        put(places, "origin.landing-page", origin.landingPage());
        put(places, "origin.referrer", origin.referrer());
        put(places, "consent.ad-user-data", consent.adUserData());
        put(places, "consent.ad-personalization", consent.adPersonalization());
        return places;
    }

    private static void put(Map<String, String> places, String name, @Nullable String place) {
        if (place != null) {
            places.put(name, place);
        }
    }
}
