package io.leadloop.inbox;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leadloop.inbox.Inbox.Arrival;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Money;
import io.leadloop.secret.SecretBox;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Stores events that were read from a file in the inbox, as {@link LeadEvent} in JSON with hashed mail and phone, so
 * that a file may hold leads of any source. The delivery key is a keyed hash of the whole event: the same row again is
 * ignored, a corrected row is a new event.
 */
@Component
public class ImportedEvents {

    private static final String KEY_PREFIX = "import:";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Records are written by their components; isTold() and the like are no part of them.
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .addMixIn(Deal.class, StoredDeal.class)
            .addMixIn(DealValue.class, StoredDealValue.class)
            .build();

    /**
     * The stored names must not change: waiting events are parsed by them, and the delivery key is a hash over them.
     */
    private record StoredDeal(
            String id, @JsonProperty("worth") DealValue dealValue) {}

    /** Without a note it is written as before there were any. */
    private record StoredDealValue(
            @Nullable Money amount,
            @Nullable Money margin,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String note) {}

    private final Inbox inbox;
    private final ImportedEventRows rows;
    private final SecretBox box;

    ImportedEvents(Inbox inbox, ImportedEventRows rows, SecretBox box) {
        this.inbox = inbox;
        this.rows = rows;
        this.box = box;
    }

    /** Stores the events that are not known yet, in the caller's transaction; returns how many were new. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int store(List<LeadEvent> events) {
        return inbox.store(events.stream().map(this::arrival).toList()).size();
    }

    /** How many of these events {@link #store} would find new; changes nothing. */
    public int countNew(List<LeadEvent> events) {
        return rows.countNew(events.stream().map(this::arrival).toList());
    }

    /** Whether so many events wait to be applied that imports should pause. */
    public boolean isFull(int most) {
        return rows.waitingUpTo(most) >= most;
    }

    SourceChange read(byte[] payload) throws Untranslatable {
        try {
            return new SourceChange.Event(JSON.readValue(payload, LeadEvent.class));
        } catch (IOException e) {
            throw new Untranslatable("The imported event is not readable any more: "
                    + e.getClass().getSimpleName() + ". Import its file again.");
        }
    }

    private Arrival arrival(LeadEvent event) {
        String json = json(event);
        return new Arrival(
                event.subject().source(),
                new Delivery(
                        KEY_PREFIX + box.fingerprint(json),
                        event.subject().id(),
                        json.getBytes(StandardCharsets.UTF_8)),
                MessageOrigin.IMPORT,
                false,
                null);
    }

    private static String json(LeadEvent event) {
        try {
            return JSON.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "An event cannot be written: " + e.getClass().getSimpleName(), e);
        }
    }
}
