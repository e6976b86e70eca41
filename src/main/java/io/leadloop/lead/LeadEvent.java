package io.leadloop.lead;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One event of a CRM about one record, in the form into which every source is translated.
 *
 * @param subject the record that changed
 * @param aliases for a person: other records that the CRM says are the same person, and the deal; for a deal: the
 *     people that the CRM names for it, in its order
 * @param status the CRM's own status or stage, as the CRM spells it; empty where the event only tells facts of a person, see
 *     {@link #isFactsOnly}
 * @param outcome what the CRM itself knows about a deal's end, beyond its free-text status
 * @param occurredAt when the status changed, by the CRM's clock (UTC); never the time of arrival
 * @param capturedAt when the CRM first knew the lead; null where the event does not say
 * @param consent null when the event says nothing about consent, so that what is known stays
 * @param assumedConsent what the source's silence means, by its configuration; counts only while nothing is known
 * @param deal the deal whose status this is; null when the status is the lead's own
 * @param origin the visit that brought the lead; null when the event does not say
 */
public record LeadEvent(
        ExternalId subject,
        List<ExternalId> aliases,
        String status,
        Outcome outcome,
        Instant occurredAt,
        @Nullable Instant capturedAt,
        List<ClickId> clickIds,
        HashedContact contact,
        @Nullable Consent consent,
        Consent assumedConsent,
        @Nullable String country,
        @Nullable Deal deal,
        @Nullable Origin origin) {

    /** An event of a source that tells nothing of the visit. */
    public LeadEvent(
            ExternalId subject,
            List<ExternalId> aliases,
            String status,
            Outcome outcome,
            Instant occurredAt,
            @Nullable Instant capturedAt,
            List<ClickId> clickIds,
            HashedContact contact,
            @Nullable Consent consent,
            Consent assumedConsent,
            @Nullable String country,
            @Nullable Deal deal) {
        this(
                subject,
                aliases,
                status,
                outcome,
                occurredAt,
                capturedAt,
                clickIds,
                contact,
                consent,
                assumedConsent,
                country,
                deal,
                null);
    }

    public enum Outcome {
        OPEN,
        WON,
        LOST,
        /** The record type has no such notion, or the event does not say. */
        UNSAID
    }

    /**
     * Whether it tells no stage, only what is so of a person: consent, clicks, contact. It changes a lead that is known and begins
     * none.
     */
    public boolean isFactsOnly() {
        return status.isEmpty();
    }

    /** The deal's id; empty when the status is the lead's own. */
    public String dealId() {
        return deal == null ? "" : deal.id();
    }

    public DealValue dealValue() {
        return deal == null ? DealValue.UNTOLD : deal.dealValue();
    }

    /** Whether it carries mail or phone of a person. */
    boolean saysOfAPerson() {
        return !contact.isEmpty();
    }

    /** The same without these among its further records. */
    LeadEvent withoutAliases(Set<ExternalId> records) {
        return with(aliases.stream().filter(it -> !records.contains(it)).toList());
    }

    /** The same with one more record of its person. */
    public LeadEvent withAlias(ExternalId record) {
        List<ExternalId> more = new ArrayList<>(aliases);
        more.add(record);
        return with(List.copyOf(more));
    }

    private LeadEvent with(List<ExternalId> others) {
        return new LeadEvent(
                subject,
                others,
                status,
                outcome,
                occurredAt,
                capturedAt,
                clickIds,
                contact,
                consent,
                assumedConsent,
                country,
                deal,
                origin);
    }

    /** The same with these click ids, and with that origin where the event tells none. */
    public LeadEvent withClicks(List<ClickId> clicks, @Nullable Origin visit) {
        return new LeadEvent(
                subject,
                aliases,
                status,
                outcome,
                occurredAt,
                capturedAt,
                clicks,
                contact,
                consent,
                assumedConsent,
                country,
                deal,
                origin == null || origin.isEmpty() ? visit : origin);
    }

    /** The same with its consent as it was at that time, where it says one. */
    public LeadEvent withConsentOf(Instant time) {
        return new LeadEvent(
                subject,
                aliases,
                status,
                outcome,
                occurredAt,
                capturedAt,
                clickIds,
                contact,
                consent == null ? null : consent.at(time),
                assumedConsent,
                country,
                deal,
                origin);
    }

    /** The same of the deal alone: what is said of a person stays with that person's own events. */
    LeadEvent withoutPerson() {
        return new LeadEvent(
                subject,
                aliases,
                status,
                outcome,
                occurredAt,
                null,
                List.of(),
                HashedContact.NONE,
                null,
                assumedConsent,
                null,
                deal,
                origin);
    }
}
