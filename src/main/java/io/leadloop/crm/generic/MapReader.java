package io.leadloop.crm.generic;

import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads events by a {@link FieldMap}. */
record MapReader(String source, Consent assumedConsent, FieldMap map) {

    /**
     * Says what is wrong with the places first: where one cannot be read, its field only seems to be missing.
     *
     * @param mistakes is given what cannot be read
     */
    GenericReader.Reading read(EventContent content, List<String> mistakes) {
        GenericPayload payload = MappedEvent.read(map, content, mistakes);
        GenericReader.Reading reading = GenericReader.read(source, assumedConsent, payload);
        if (mistakes.isEmpty()) {
            reading.mistakes().forEach(it -> mistakes.add(map.placed(it)));
            reading.event().ifPresent(it -> checkIds(it, mistakes));
        }
        return reading;
    }

    private void checkIds(LeadEvent event, List<String> mistakes) {
        checkId("lead.id", event.subject().id(), mistakes);
        if (event.deal() != null) {
            checkId("deal.id", event.deal().id(), mistakes);
        }
    }

    private void checkId(String field, String id, List<String> mistakes) {
        try {
            map.idForm().canonical(id);
        } catch (NotARecordId e) {
            mistakes.add(map.placed(field + " has another form than fields.id-form says"));
        }
    }

    /** The stored event. Throws Untranslatable with each mistake. */
    SourceChange change(EventContent content) throws Untranslatable {
        List<String> mistakes = new ArrayList<>();
        GenericReader.Reading reading = read(content, mistakes);
        @Nullable LeadEvent event = mistakes.isEmpty() ? reading.event().orElse(null) : null;
        if (event == null) {
            throw new Untranslatable(String.join("; ", mistakes));
        }
        return new SourceChange.Event(event);
    }

    /**
     * The stored event with the records that the CRM was asked for. What they say of consent is so at the time of asking; the
     * event's own time is its stage's.
     *
     * @param askedAt null where it was not kept: then the event's time counts
     */
    SourceChange change(EventContent content, @Nullable Instant askedAt) throws Untranslatable {
        SourceChange change = change(content);
        return change instanceof SourceChange.Event read && askedAt != null && isConsentInRecords()
                ? new SourceChange.Event(read.event().withConsentOf(askedAt))
                : change;
    }

    private boolean isConsentInRecords() {
        return Stream.of(map.consent().adUserData(), map.consent().adPersonalization())
                .filter(Objects::nonNull)
                .anyMatch(it -> Place.parse(it).isInRecord());
    }

    /** The id of the event itself; null where it has none. */
    @Nullable
    String eventId(EventContent content) {
        return map.id() == null ? null : Place.parse(map.id()).textIn(content);
    }
}
