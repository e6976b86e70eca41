package io.leadloop.ops.sources;

import io.leadloop.crm.CrmSources;
import io.leadloop.crm.CrmTrial;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.NewestRecords;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.EventLimits;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Money;
import io.leadloop.pipeline.StageMapping;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads a sample webhook of a source, or its CRM's newest records, as they would be read, and says which stage each means. Stores
 * and sends nothing.
 */
@Component
class SourceTrial {

    private final CrmSources sources;
    private final NewestRecords newest;
    private final StageMapping mapping;
    private final Clock clock;

    SourceTrial(CrmSources sources, NewestRecords newest, StageMapping mapping, Clock clock) {
        this.sources = sources;
        this.newest = newest;
        this.mapping = mapping;
        this.clock = clock;
    }

    /** Whether webhooks of that source say enough to be understood by themselves. */
    boolean isPossible(String source) {
        return sources.find(source).filter(CrmTrial.class::isInstance).isPresent();
    }

    /**
     * One event of the sample, or one change in the CRM. Mail and phone are only said to be there: they are hashed by then.
     *
     * @param lead null where nothing was understood
     * @param status empty where only facts of a person are told
     * @param stage id of the stage that the status means; null where no rule knows it
     * @param clickIds as {@code kind value}, with what is wrong with one that came damaged
     * @param mistakes for which the webhook would be refused; or parked, or taken without a part, where a lead was
     *     understood
     */
    record Event(
            @Nullable String key,
            @Nullable String lead,
            @Nullable String status,
            @Nullable String stage,
            @Nullable Instant occurredAt,
            @Nullable String deal,
            @Nullable String outcome,
            @Nullable String amount,
            List<String> clickIds,
            boolean hasEmail,
            boolean hasPhone,
            @Nullable String country,
            @Nullable String adUserData,
            List<String> mistakes) {}

    /** @param problem why nothing could be read at all; null when there are events */
    record Trial(@Nullable String problem, List<Event> events) {}

    Trial attempt(String source, byte[] sample) {
        return sources.find(source)
                .filter(CrmTrial.class::isInstance)
                .map(CrmTrial.class::cast)
                .map(it -> attempt(it, sample))
                .orElseGet(() -> new Trial(
                        "A webhook of " + source
                                + " names records and no more; LeadLoop asks the CRM for the rest. Let the"
                                + " CRM send one and look at it in the inbox.",
                        List.of()));
    }

    /** What the CRM's newest records mean; the problem says why it cannot be asked, or could not be read to the end. */
    Trial newest(String source) {
        if (!newest.isPossible(source)) {
            return new Trial(
                    source + " cannot be asked for its records: its webhooks alone tell of changes, or its access to"
                            + " the CRM's API is not set.",
                    List.of());
        }
        try {
            NewestRecords.Found found = newest.of(source);
            return new Trial(
                    found.isCutShort() ? "The CRM answers slowly; these came in time." : null,
                    found.readings().stream().map(this::event).toList());
        } catch (CrmUnavailable e) {
            return new Trial(e.words(), List.of());
        }
    }

    private Trial attempt(CrmTrial source, byte[] sample) {
        try {
            return new Trial(
                    null, source.attempt(sample).stream().map(this::event).toList());
        } catch (WebhookRefused e) {
            return new Trial(String.valueOf(e.getMessage()), List.of());
        }
    }

    private Event event(CrmTrial.Reading reading) {
        LeadEvent event = reading.event();
        if (event == null) {
            return new Event(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    List.of(),
                    false,
                    false,
                    null,
                    null,
                    reading.mistakes());
        }
        Money amount = event.dealValue().amount();
        return new Event(
                reading.key(),
                event.subject().id(),
                event.status(),
                mapping.stageFor(event).orElse(null),
                event.occurredAt(),
                event.deal() == null ? null : event.deal().id(),
                event.outcome().name(),
                amount == null
                        ? null
                        : amount.plainAmount().toPlainString() + " "
                                + amount.currency().getCurrencyCode()
                                + (event.dealValue().note() == null ? "" : " (rounded)"),
                event.clickIds().stream().map(SourceTrial::words).toList(),
                event.contact().email() != null,
                event.contact().phoneE164() != null,
                event.country(),
                event.consent() == null ? null : event.consent().adUserData().name(),
                mistakes(event));
    }

    private List<String> mistakes(LeadEvent event) {
        List<String> mistakes = new ArrayList<>();
        if (event.occurredAt().isAfter(clock.instant().plus(EventLimits.CLOCK_SKEW))) {
            mistakes.add("occurredAt lies in the future: the webhook would be taken and the event PARKED until"
                    + " then. Check the CRM's clock, and the zone of its times");
        }
        HashedContact contact = event.contact();
        if (contact.emailFault() != null) {
            mistakes.add("lead.email is " + contact.emailFault().words() + "; the event would be taken without it");
        }
        if (contact.phoneFault() != null) {
            mistakes.add("lead.phone is " + contact.phoneFault().words() + "; the event would be taken without it");
        }
        return mistakes;
    }

    private static String words(ClickId click) {
        ClickId.Damage damage = click.damage();
        return click.kind().key() + " " + click.value() + (damage == null ? "" : " (damaged: " + damage.words() + ")");
    }
}
