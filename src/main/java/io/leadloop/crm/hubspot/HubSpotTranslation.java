package io.leadloop.crm.hubspot;

import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.crm.hubspot.HubSpotRecord.Version;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** HubSpot's contacts and deals in the words of the house. The contact is the lead. */
final class HubSpotTranslation {

    private static final int MOST_CHARACTERS = 255;

    private final String source;
    private final HubSpotProperties properties;
    private final Consent assumedConsent;
    private final HubSpotRelevance relevance;
    private final HubSpotClicks clicks;

    HubSpotTranslation(
            String source,
            HubSpotProperties properties,
            Consent assumedConsent,
            HubSpotRelevance relevance,
            HubSpotClicks clicks) {
        this.source = source;
        this.properties = properties;
        this.assumedConsent = assumedConsent;
        this.relevance = relevance;
        this.clicks = clicks;
    }

    SourceChange translate(HubSpotPayload payload) throws Untranslatable {
        HubSpotEvent event = HubSpotEvent.of(payload.event());
        String whyNot = relevance.whyNot(event);
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        return switch (event.what()) {
            case PRIVACY_DELETION -> new SourceChange.Erasure(ExternalId.lead(source, event.objectId()));
            case MERGE -> merge(event, payload);
            default -> event.record() == RecordKind.CONTACT ? contact(event, payload) : deal(event, payload);
        };
    }

    private SourceChange merge(HubSpotEvent event, HubSpotPayload payload) throws Untranslatable {
        if (payload.loser().isEmpty()) {
            throw new Untranslatable("The merge names no contact that became part of another.");
        }
        return new SourceChange.Merge(
                ExternalId.lead(source, payload.loser()), ExternalId.lead(source, event.winner()));
    }

    private SourceChange contact(HubSpotEvent event, HubSpotPayload payload) throws Untranslatable {
        Optional<HubSpotRecord> found = payload.contact();
        if (found.isEmpty()) {
            return gone("contact", payload);
        }
        HubSpotRecord contact = found.get();
        Version stage;
        if (event.is(RecordKind.CONTACT, HubSpotEvent.LIFECYCLE) && event.occurredAt() != null) {
            if (event.value().isBlank()) {
                return new SourceChange.Irrelevant(
                        "The lifecycle stage was cleared, as HubSpot does before it goes back; the next event says where to.");
            }
            String whyNot = relevance.whyNotStage(event.value());
            if (whyNot != null) {
                return new SourceChange.Irrelevant(whyNot);
            }
            stage = new Version(
                    event.value(), contact.changedAt(HubSpotEvent.LIFECYCLE, event.value(), event.occurredAt()));
        } else {
            Optional<Version> standing = relevance.stageOfContact(contact);
            if (standing.isEmpty()) {
                return new SourceChange.Irrelevant("The contact has no lifecycle stage that is reported.");
            }
            stage = standing.get();
        }
        return new SourceChange.Event(lead(event.objectId(), contact, stage));
    }

    private LeadEvent lead(String id, HubSpotRecord contact, Version stage) throws Untranslatable {
        return withFacts(LeadEventDraft.ofLead(ExternalId.lead(source, id)), contact)
                .build(status(stage.value()), stage.at(), assumedConsent);
    }

    private LeadEventDraft withFacts(LeadEventDraft draft, HubSpotRecord contact) throws Untranslatable {
        // Asked for a contact that was merged away, HubSpot answers with the one that it is now.
        return draft.alias(ExternalId.lead(source, contact.id()))
                .capturedAt(contact.time(HubSpotFields.CREATED).orElse(null))
                .clicks(clicks.of(contact))
                .contact(
                        contact.text(HubSpotFields.EMAIL).orElse(null),
                        contact.text(HubSpotFields.PHONE)
                                .or(() -> contact.text(HubSpotFields.MOBILE))
                                .orElse(null))
                .country(country(contact).orElse(null))
                .consent(consent(contact));
    }

    private SourceChange deal(HubSpotEvent event, HubSpotPayload payload) throws Untranslatable {
        Optional<HubSpotRecord> found = payload.deal();
        if (found.isEmpty()) {
            return gone("deal", payload);
        }
        HubSpotRecord deal = found.get();
        Optional<Version> stage = HubSpotRelevance.stageOfDeal(event, deal);
        if (stage.isEmpty()) {
            return new SourceChange.Irrelevant("The deal stands at no stage.");
        }
        String whyNot = relevance.whyNotOutcome(payload.outcome());
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        return new SourceChange.Event(dealEvent(event, deal, payload)
                .outcome(payload.outcome())
                .build(status(stage.get().value()), stage.get().at(), assumedConsent));
    }

    /** Of several contacts the facts are left to their own events, and so is one that HubSpot does not have any more. */
    private LeadEventDraft dealEvent(HubSpotEvent event, HubSpotRecord deal, HubSpotPayload payload)
            throws Untranslatable {
        DealValue worth = new DealValue(money(deal, HubSpotFields.AMOUNT), margin(deal));
        List<String> people = payload.dealOf();
        HubSpotRecord contact = payload.contact().orElse(null);
        return contact == null
                ? LeadEventDraft.ofCandidates(source, event.objectId(), worth, people)
                : withFacts(LeadEventDraft.ofDeal(source, event.objectId(), worth, people), contact);
    }

    private static SourceChange gone(String what, HubSpotPayload payload) throws Untranslatable {
        if (!payload.wasAsked()) {
            throw new Untranslatable("HubSpot was not asked for the " + what + " yet. Replay the event.");
        }
        return new SourceChange.Irrelevant("The " + what + " is not in HubSpot any more.");
    }

    private Optional<String> country(HubSpotRecord contact) {
        return contact.text(properties.countryField())
                .map(it -> it.strip().toUpperCase(Locale.ROOT))
                .filter(it -> it.matches("[A-Z]{2}"));
    }

    private @Nullable Consent consent(HubSpotRecord contact) throws Untranslatable {
        String field = properties.consentField();
        Optional<String> said = field == null ? Optional.empty() : contact.text(field);
        if (said.isEmpty()) {
            return null;
        }
        return switch (said.get().strip().toLowerCase(Locale.ROOT)) {
            case "true", "granted", "yes" -> Consent.of(Consent.State.GRANTED);
            case "false", "denied", "no" -> Consent.of(Consent.State.DENIED);
            case "unknown" -> Consent.UNKNOWN;
            default ->
                throw new Untranslatable(
                        "The property " + field
                                + " of the contact says neither granted nor denied. Correct it in HubSpot, then replay the event.");
        };
    }

    private @Nullable Money margin(HubSpotRecord deal) throws Untranslatable {
        return properties.marginField() == null ? null : money(deal, properties.marginField());
    }

    private @Nullable Money money(HubSpotRecord deal, String field) throws Untranslatable {
        Optional<String> amount = deal.text(field);
        if (amount.isEmpty()) {
            return null;
        }
        String currency = deal.text(HubSpotFields.CURRENCY).orElse(properties.defaultCurrency());
        if (currency == null) {
            throw new Untranslatable("The deal has an amount and no deal_currency_code. In an account with a single"
                    + " currency set default-currency of the source; then replay the event.");
        }
        try {
            return Money.of(new BigDecimal(amount.get().strip()), currency);
        } catch (NumberFormatException e) {
            throw new Untranslatable("The deal's " + field + " is no number.");
        } catch (IllegalArgumentException e) {
            throw new Untranslatable("Amount and currency of the deal are not money: " + e.getMessage());
        }
    }

    private static String status(String stage) throws Untranslatable {
        if (stage.length() > MOST_CHARACTERS || stage.chars().anyMatch(Character::isISOControl)) {
            throw new Untranslatable("The stage has more than " + MOST_CHARACTERS + " or odd characters.");
        }
        return stage;
    }
}
