package io.leadloop.crm.salesforce;

import io.leadloop.crm.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import io.leadloop.lead.Worth;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Salesforce's records in the words of the house. */
final class SalesforceTranslation {

    /** Salesforce's own limit for texts and picklists. */
    private static final int MOST_CHARACTERS = 255;

    private final String source;
    private final SalesforceProperties properties;
    private final Consent assumedConsent;

    SalesforceTranslation(String source, SalesforceProperties properties, Consent assumedConsent) {
        this.source = source;
        this.properties = properties;
        this.assumedConsent = assumedConsent;
    }

    LeadEvent translate(Notification message) throws Untranslatable {
        return switch (message.type()) {
            case "Lead" -> lead(message);
            case "Opportunity" -> opportunity(message);
            default ->
                throw new Untranslatable("Records of the type '" + message.type() + "' are not understood. Send"
                        + " outbound messages for Lead and Opportunity only.");
        };
    }

    private LeadEvent lead(Notification message) throws Untranslatable {
        List<ExternalId> converted = new ArrayList<>();
        id(message, "ConvertedOpportunityId").ifPresent(it -> converted.add(ExternalId.deal(source, it)));
        id(message, "ConvertedContactId")
                .ifPresent(it -> converted.add(new ExternalId(source, RecordType.CONTACT, it)));
        Optional<Instant> capturedAt = time(message, "CreatedDate");
        Optional<String> country = country(message);
        return new LeadEvent(
                ExternalId.lead(source, recordId(message)),
                converted,
                required(message, "Status"),
                Outcome.UNSAID,
                changedAt(message, "SystemModstamp", "LastModifiedDate"),
                capturedAt.orElse(null),
                clicks(message, capturedAt.orElse(null)),
                ContactHasher.hash(
                        message.field("Email").orElse(null),
                        message.field("Phone")
                                .or(() -> message.field("MobilePhone"))
                                .orElse(null),
                        country.orElse(null)),
                consent(message),
                assumedConsent,
                country.orElse(null),
                null);
    }

    private LeadEvent opportunity(Notification message) throws Untranslatable {
        List<ExternalId> leads = properties.leadIdFields().stream()
                .flatMap(it -> id(message, it).stream())
                .map(it -> ExternalId.lead(source, it))
                .toList();
        String id = recordId(message);
        return new LeadEvent(
                ExternalId.deal(source, id),
                leads,
                required(message, "StageName"),
                outcome(message),
                // Not CloseDate: a day without a zone that anybody edits, often in the future.
                changedAt(message, "LastStageChangeDate", "SystemModstamp", "LastModifiedDate"),
                null,
                clicks(message, null),
                HashedContact.NONE,
                consent(message),
                assumedConsent,
                null,
                new Deal(id, new Worth(money(message, "Amount"), margin(message))));
    }

    /** "Won" is what the stage's definition says, never its label, which is translated and renamed. */
    private static Outcome outcome(Notification message) {
        boolean closed = message.field("IsClosed").map(Boolean::parseBoolean).orElse(false);
        if (message.field("IsWon").map(Boolean::parseBoolean).orElse(false)) {
            return Outcome.WON;
        }
        if (closed && message.field("IsWon").isPresent()) {
            return Outcome.LOST;
        }
        return message.field("IsClosed").isPresent() ? Outcome.OPEN : Outcome.UNSAID;
    }

    private @Nullable Money margin(Notification message) throws Untranslatable {
        return properties.marginField() == null ? null : money(message, properties.marginField());
    }

    private @Nullable Money money(Notification message, String field) throws Untranslatable {
        Optional<String> amount = message.field(field);
        if (amount.isEmpty()) {
            return null;
        }
        String currency = message.field("CurrencyIsoCode").orElse(properties.defaultCurrency());
        if (currency == null) {
            throw new Untranslatable(
                    "The opportunity has an amount and no currency. Add CurrencyIsoCode to the outbound"
                            + " message or, in an organisation with a single currency, set default-currency of the source; then"
                            + " replay the event.");
        }
        try {
            return Money.of(new BigDecimal(amount.get().strip()), currency);
        } catch (IllegalArgumentException e) {
            throw new Untranslatable("Amount and currency of the opportunity are not money: " + e.getMessage());
        }
    }

    private List<ClickId> clicks(Notification message, @Nullable Instant firstSeen) {
        List<ClickId> clicks = new ArrayList<>();
        for (ClickIdKind kind : ClickIdKind.values()) {
            Stream.concat(
                            properties.clickIdFields().getOrDefault(kind.key(), List.of()).stream(),
                            Stream.of(kind.key() + "__c"))
                    .flatMap(it -> message.field(it).stream())
                    .filter(it -> !it.isBlank() && it.length() <= 4 * MOST_CHARACTERS)
                    .findFirst()
                    .ifPresent(it -> clicks.add(ClickId.of(kind, it.strip(), firstSeen)));
        }
        return clicks;
    }

    private @Nullable Consent consent(Notification message) throws Untranslatable {
        if (properties.consentField() == null) {
            return null;
        }
        Optional<String> said = message.field(properties.consentField());
        if (said.isEmpty()) {
            return null;
        }
        return switch (said.get().strip().toLowerCase(Locale.ROOT)) {
            case "true", "granted", "yes" -> Consent.of(Consent.State.GRANTED);
            case "false", "denied", "no" -> Consent.of(Consent.State.DENIED);
            case "unknown" -> Consent.UNKNOWN;
            default ->
                throw new Untranslatable("The field " + properties.consentField()
                        + " says neither granted nor denied. Correct it in Salesforce, which sends the lead again.");
        };
    }

    private Optional<String> country(Notification message) {
        return message.field(properties.countryField())
                .map(it -> it.strip().toUpperCase(Locale.ROOT))
                .filter(it -> it.matches("[A-Z]{2}"));
    }

    private static String recordId(Notification message) {
        return SalesforceId.canonical(message.fields().getOrDefault("Id", ""));
    }

    private static Optional<String> id(Notification message, String field) {
        return message.field(field)
                .map(String::strip)
                .filter(SalesforceId::isId)
                .map(SalesforceId::canonical);
    }

    private static String required(Notification message, String field) throws Untranslatable {
        return message.field(field)
                .map(String::strip)
                .filter(it -> it.length() <= MOST_CHARACTERS)
                .orElseThrow(() -> new Untranslatable("The message has no " + field + ", or one of more than "
                        + MOST_CHARACTERS + " characters. Add the field to the outbound message in Salesforce."));
    }

    private static Instant changedAt(Notification message, String... fields) throws Untranslatable {
        for (String field : fields) {
            Optional<Instant> time = time(message, field);
            if (time.isPresent()) {
                return time.get();
            }
        }
        throw new Untranslatable("The message does not say when the record changed. Add " + String.join(" or ", fields)
                + " to the outbound message in Salesforce.");
    }

    private static Optional<Instant> time(Notification message, String field) throws Untranslatable {
        Optional<String> text = message.field(field);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text.get().strip()).toInstant());
        } catch (DateTimeException e) {
            throw new Untranslatable("The field " + field + " is not a time with its zone.");
        }
    }
}
