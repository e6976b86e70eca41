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
import io.leadloop.lead.Origin;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a {@link LeadEvent} from a CRM's records; what is not set stays absent. Mail and phone are hashed when the
 * event is built.
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
    private @Nullable Origin origin;

    private LeadEventDraft(ExternalId subject, @Nullable Deal deal) {
        this.subject = subject;
        this.deal = deal;
    }

    /** An event of a lead. */
    public static LeadEventDraft ofLead(ExternalId lead) {
        return new LeadEventDraft(lead, null);
    }

    /**
     * An event of a deal. With exactly one person the person is the subject, so that a lead can begin with its deal.
     * Otherwise the deal is the subject and the people are candidates, the likeliest first, which are never merged into
     * one lead.
     *
     * @param people the CRM ids of the deal's people
     */
    public static LeadEventDraft ofDeal(String source, String id, DealValue dealValue, List<String> people) {
        List<String> distinct = people.stream().distinct().toList();
        return distinct.size() == 1
                ? new LeadEventDraft(ExternalId.lead(source, distinct.get(0)), new Deal(id, dealValue))
                        .alias(ExternalId.deal(source, id))
                : ofCandidates(source, id, dealValue, distinct);
    }

    /** An event of a deal whose people are known by id only: it never begins a lead. */
    public static LeadEventDraft ofCandidates(String source, String id, DealValue dealValue, List<String> people) {
        LeadEventDraft draft = new LeadEventDraft(ExternalId.deal(source, id), new Deal(id, dealValue));
        people.forEach(it -> draft.alias(ExternalId.lead(source, it)));
        return draft;
    }

    /** Adds another record that the CRM links to the same person (or, for a deal's event, a person of the deal). */
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

    /** When the CRM created the lead (UTC); null if unknown. */
    public LeadEventDraft capturedAt(@Nullable Instant at) {
        capturedAt = at;
        return this;
    }

    public LeadEventDraft clicks(List<ClickId> found) {
        clickIds = found;
        return this;
    }

    /** Mail and phone as the CRM has them, in clear; null if it has none. */
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

    /**
     * What the records say about consent; null if they say nothing.
     *
     * @param at when they said so: the look-up that read them, or the change that told them; never the time of a stage, which may
     *     be long before. Null where nobody knows: then the event's time counts
     */
    public LeadEventDraft consent(@Nullable Consent said, @Nullable Instant at) {
        consent = said == null ? null : said.at(at);
        return this;
    }

    /** The same of records whose event is about the moment in which it was said. */
    public LeadEventDraft consent(@Nullable Consent said) {
        consent = said;
        return this;
    }

    /** The visit or form that brought the lead; null if the records do not tell it. */
    public LeadEventDraft origin(@Nullable Origin told) {
        origin = told;
        return this;
    }

    /** An event that tells what is so of a person, and no stage; see {@link LeadEvent#isFactsOnly}. */
    public LeadEvent facts(Instant at, Consent assumed) {
        return build("", at, assumed);
    }

    /**
     * Builds the event.
     *
     * @param assumed the consent that the source's configuration assumes where nothing is said
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
                deal,
                origin);
    }
}
