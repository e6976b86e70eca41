package io.leadloop.crm;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@link LeadEvent} while a translation collects it from a CRM's records; what is not said stays unsaid. Mail and phone are
 * hashed when the event is built.
 */
public final class LeadEventDraft {

    private final ExternalId subject;
    private final List<ExternalId> aliases = new ArrayList<>();
    private final @Nullable Deal deal;
    private Outcome outcome = Outcome.UNSAID;
    private @Nullable Instant capturedAt;
    private List<ClickId> clickIds = List.of();
    private @Nullable String email;
    private @Nullable String phone;
    private @Nullable String country;
    private @Nullable Consent consent;

    private LeadEventDraft(ExternalId subject, @Nullable Deal deal) {
        this.subject = subject;
        this.deal = deal;
    }

    /** News of the lead itself. */
    public static LeadEventDraft ofLead(ExternalId lead) {
        return new LeadEventDraft(lead, null);
    }

    /**
     * News of a deal. Its only person is the subject, so that the lead can begin with the deal; without one, or with several,
     * the deal is: then the people are candidates, the likeliest first, and never one lead for that.
     *
     * @param people the CRM's ids of those whose deal it is
     */
    public static LeadEventDraft ofDeal(String source, String id, DealValue worth, List<String> people) {
        List<String> distinct = people.stream().distinct().toList();
        return distinct.size() == 1
                ? new LeadEventDraft(ExternalId.lead(source, distinct.get(0)), new Deal(id, worth))
                        .alias(ExternalId.deal(source, id))
                : ofCandidates(source, id, worth, distinct);
    }

    /** News of a deal whose people are known by their ids only: none of them begins a lead with it. */
    public static LeadEventDraft ofCandidates(String source, String id, DealValue worth, List<String> people) {
        LeadEventDraft draft = new LeadEventDraft(ExternalId.deal(source, id), new Deal(id, worth));
        people.forEach(it -> draft.alias(ExternalId.lead(source, it)));
        return draft;
    }

    /** Another record that is the same lead by the CRM's own word. */
    public LeadEventDraft alias(ExternalId record) {
        if (!record.equals(subject) && !aliases.contains(record)) {
            aliases.add(record);
        }
        return this;
    }

    public LeadEventDraft outcome(Outcome said) {
        outcome = said;
        return this;
    }

    /** When the CRM first knew the lead; null where it does not say. */
    public LeadEventDraft capturedAt(@Nullable Instant at) {
        capturedAt = at;
        return this;
    }

    public LeadEventDraft clicks(List<ClickId> found) {
        clickIds = found;
        return this;
    }

    /** As the CRM has them; null where it has none. */
    public LeadEventDraft contact(@Nullable String mail, @Nullable String number) {
        email = mail;
        phone = number;
        return this;
    }

    /** An ISO 3166-1 alpha-2 code; null where none is known. */
    public LeadEventDraft country(@Nullable String code) {
        country = code;
        return this;
    }

    /** Null where the records say nothing of it. */
    public LeadEventDraft consent(@Nullable Consent said) {
        consent = said;
        return this;
    }

    /**
     * The event: the record came to that status at that time, by the CRM's clock.
     *
     * @param assumed what the source's silence about consent means
     */
    public LeadEvent build(String status, Instant occurredAt, Consent assumed) {
        return new LeadEvent(
                subject,
                List.copyOf(aliases),
                status,
                outcome,
                occurredAt,
                capturedAt,
                clickIds,
                email == null && phone == null ? HashedContact.NONE : ContactHasher.hash(email, phone, country),
                consent,
                assumed,
                country,
                deal);
    }
}
