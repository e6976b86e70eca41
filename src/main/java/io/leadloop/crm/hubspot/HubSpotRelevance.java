package io.leadloop.crm.hubspot;

import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotProperties.RevenueFrom;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.lead.LeadEvent.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides which of HubSpot's events and stages concern LeadLoop. */
final class HubSpotRelevance implements RestCrmParts.Relevance<HubSpotEvent> {

    private static final String CUSTOMER = "customer";

    private final HubSpotProperties properties;
    private final Set<String> ofContacts;
    private final Set<String> ofDeals;

    HubSpotRelevance(HubSpotProperties properties, HubSpotFields fields) {
        this.properties = properties;
        this.ofContacts = Set.copyOf(fields.of(RecordKind.CONTACT));
        this.ofDeals = Set.copyOf(fields.of(RecordKind.DEAL));
    }

    @Override
    public @Nullable String whyNot(HubSpotEvent event) {
        if (event.record() == RecordKind.OTHER) {
            return "Events of the type " + event.type() + " do not concern leads and their deals.";
        }
        boolean contact = event.record() == RecordKind.CONTACT;
        return switch (event.what()) {
            case PROPERTY ->
                (contact ? ofContacts : ofDeals).contains(event.property())
                        ? null
                        : "The property " + event.property() + " is not used.";
            case CREATION, ASSOCIATED -> null;
            case PRIVACY_DELETION ->
                contact ? null : "Only contacts are people; their own privacy deletion is what counts.";
            case MERGE -> contact ? null : "Deals became one; the deal that stays tells its stage itself.";
            case DELETION ->
                contact
                        ? "The contact was deleted in HubSpot. What was reported stays; a person who wants to be"
                                + " forgotten comes as contact.privacyDeletion, or is erased on the page People."
                        : "The deal was deleted in HubSpot. What was reported stays.";
            case OTHER -> "Events of the type " + event.type() + " change nothing for a lead.";
        };
    }

    @Override
    public boolean needsRecords(HubSpotEvent event) {
        return switch (event.what()) {
            case PROPERTY, CREATION, ASSOCIATED -> true;
            // The contact that stays may have taken its stage from the other one.
            case MERGE -> !event.losers().isEmpty();
            default -> false;
        };
    }

    /** Why a contact's lifecycle stage is not reported, in words; null when it is. */
    @Nullable
    String whyNotStage(String stage) {
        if (properties.ignoredStages().contains(stage)) {
            return "The lifecycle stage " + stage + " is one of ignored-stages.";
        }
        if (stage.equals(CUSTOMER) && properties.revenueFrom() == RevenueFrom.DEAL) {
            return "The contact is a customer; its won deal tells the revenue (revenue-from: deal).";
        }
        return null;
    }

    /** Why a deal's stage is not reported, in words; null when it is. */
    @Nullable
    String whyNotOutcome(Outcome outcome) {
        return outcome == Outcome.WON && properties.revenueFrom() == RevenueFrom.LIFECYCLE
                ? "The deal is won; its contact's stage customer tells the revenue (revenue-from: lifecycle)."
                : null;
    }

    /** The newest stage of a contact that is reported, and since when. */
    Optional<Version> stageOfContact(HubSpotRecord contact) {
        List<Version> reported = contact.history(HubSpotEvent.LIFECYCLE).stream()
                .filter(it -> whyNotStage(it.value()) == null)
                .toList();
        return reported.isEmpty() ? Optional.empty() : Optional.of(reported.get(reported.size() - 1));
    }

    /** The deal's stage that an event is about, and since when: the one that it names, else where the deal stands. */
    static Optional<Version> stageOfDeal(HubSpotEvent event, HubSpotRecord deal) {
        if (event.is(RecordKind.DEAL, HubSpotEvent.DEAL_STAGE) && event.occurredAt() != null) {
            return event.value().isBlank()
                    ? Optional.empty()
                    : Optional.of(new Version(
                            event.value(), deal.changedAt(HubSpotEvent.DEAL_STAGE, event.value(), event.occurredAt())));
        }
        List<Version> stages = deal.history(HubSpotEvent.DEAL_STAGE);
        return stages.isEmpty() ? Optional.empty() : Optional.of(stages.get(stages.size() - 1));
    }
}
