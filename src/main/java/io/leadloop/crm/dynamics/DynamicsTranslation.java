package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.LeadEventDraft;
import io.leadloop.crm.PersonFields;
import io.leadloop.crm.RestCrmParts;
import io.leadloop.crm.dynamics.DynamicsEvent.Message;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.ToldMoney;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Translates Dynamics' leads and opportunities into LeadEvents. */
final class DynamicsTranslation implements RestCrmParts.Translation<DynamicsEvent> {

    private final String source;
    private final DynamicsProperties properties;
    private final PersonFields fields;

    /** The rows about one person; one that is not known is empty. */
    private record Rows(DynamicsRecord deal, DynamicsRecord lead, DynamicsRecord contact) {

        List<DynamicsRecord> all() {
            return List.of(deal, lead, contact);
        }

        Optional<String> ofPerson(String column) {
            return lead.text(column).or(() -> contact.text(column));
        }
    }

    DynamicsTranslation(String source, DynamicsProperties properties, PersonFields fields) {
        this.source = source;
        this.properties = properties;
        this.fields = fields;
    }

    @Override
    public SourceChange translate(DynamicsEvent event, CrmMessage message) throws Untranslatable {
        if (event.message() == Message.DELETE) {
            return new SourceChange.Erasure(lead(event.id()));
        }
        if (event.message() == Message.MERGE) {
            if (event.master() == null || event.subordinate() == null) {
                throw new Untranslatable("The merge does not name both records.");
            }
            return new SourceChange.Merge(lead(event.subordinate()), lead(event.master()));
        }
        Rows rows = new Rows(
                row(message, DynamicsLookup.DEAL),
                row(message, DynamicsLookup.LEAD),
                row(message, DynamicsLookup.CONTACT));
        boolean isLead = event.table() == Table.LEAD;
        if ((isLead ? rows.lead() : rows.deal()).json().isMissingNode()) {
            return new SourceChange.Irrelevant("The record is not in Dynamics any more.");
        }
        Optional<String> master = isLead ? rows.lead().mergedInto() : Optional.empty();
        if (master.isPresent()) {
            return new SourceChange.Merge(lead(event.id()), lead(master.get()));
        }
        Optional<Instant> seenAt = message.askedAt();
        return isLead
                ? lead(event, rows, seenAt)
                : deal(event, rows, seenAt, message.text(DynamicsLookup.CLOSED).orElse(""));
    }

    private static DynamicsRecord row(CrmMessage message, String name) {
        return new DynamicsRecord(message.record(name).orElseGet(MissingNode::getInstance));
    }

    private ExternalId lead(String id) {
        return ExternalId.lead(source, id);
    }

    private SourceChange lead(DynamicsEvent event, Rows rows, Optional<Instant> seenAt) throws Untranslatable {
        DynamicsStage stage = new DynamicsStage(event, rows.lead(), properties.stagesBy());
        List<String> columns = List.of(properties.leadStageField(), "statecode");
        Instant since = stage.since(columns, "");
        LeadEvent lead = withFacts(LeadEventDraft.ofLead(lead(event.id())), rows, seenAt.orElse(since))
                .build(stage.status(columns.subList(0, 1)), since, fields.assumedConsent());
        return new SourceChange.Event(lead, evidence(stage.isTold(columns)));
    }

    private SourceChange deal(DynamicsEvent event, Rows rows, Optional<Instant> seenAt, String closed)
            throws Untranslatable {
        DynamicsStage stage = new DynamicsStage(event, rows.deal(), properties.stagesBy());
        List<String> columns = List.of(properties.dealStageField(), "statuscode");
        List<String> all = List.of(properties.dealStageField(), "statuscode", "statecode");
        Outcome outcome = stage.outcome();
        Optional<String> person =
                rows.lead().text("leadid").or(() -> rows.contact().text("contactid"));
        List<String> decisive = outcome == Outcome.OPEN ? all : List.of("statecode");
        LeadEventDraft draft = LeadEventDraft.ofDeal(
                source, event.id(), dealValue(rows.deal()), person.stream().toList());
        Instant since = stage.since(decisive, outcome == Outcome.OPEN ? "" : closed);
        LeadEvent deal = withFacts(draft.outcome(outcome), rows, seenAt.orElse(since))
                .build(stage.status(columns), since, fields.assumedConsent());
        boolean isExact = stage.isTold(decisive) || (outcome != Outcome.OPEN && !closed.isEmpty());
        return new SourceChange.Event(deal, evidence(isExact));
    }

    /** How the time is known, for the inbox. */
    private static @Nullable String evidence(boolean isExact) {
        return isExact ? null : "time of the record's last change";
    }

    private LeadEventDraft withFacts(LeadEventDraft draft, Rows rows, Instant seenAt) throws Untranslatable {
        List<ClickId> found = new ArrayList<>();
        Instant captured = null;
        for (DynamicsRecord row : rows.all()) {
            Instant created = created(row);
            found.addAll(fields.clicks(row::text, created));
            captured = captured == null || (created != null && created.isBefore(captured)) ? created : captured;
        }
        Instant ofLead = created(rows.lead());
        return draft.capturedAt(ofLead == null ? captured : ofLead)
                .clicks(ClickId.together(found, List.of()))
                .contact(
                        rows.ofPerson("emailaddress1").orElse(null),
                        rows.ofPerson("mobilephone")
                                .or(() -> rows.ofPerson("telephone1"))
                                .orElse(null))
                .country(fields.country(List.of(rows::ofPerson)))
                .consent(fields.consent(List.of(rows.deal()::text, rows.lead()::text, rows.contact()::text)), seenAt);
    }

    private static @Nullable Instant created(DynamicsRecord row) throws Untranslatable {
        return CrmValues.time(row.text("createdon").orElse(""), "createdon").orElse(null);
    }

    private DealValue dealValue(DynamicsRecord deal) throws Untranslatable {
        ToldMoney amount = null;
        for (String field : properties.amountFields()) {
            amount = amount == null ? money(deal, field) : amount;
        }
        return DealValue.of(amount, properties.marginField() == null ? null : money(deal, properties.marginField()));
    }

    private @Nullable ToldMoney money(DynamicsRecord deal, String field) throws Untranslatable {
        String currency = deal.json()
                .path("transactioncurrencyid")
                .path("isocurrencycode")
                .asText(properties.defaultCurrency() == null ? "" : properties.defaultCurrency());
        return CrmValues.money(
                deal.text(field).orElse(""),
                currency,
                "Set the opportunity's currency in Dynamics, or default-currency of the source; then replay the event.");
    }
}
