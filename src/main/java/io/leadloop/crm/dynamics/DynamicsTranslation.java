package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.leadloop.crm.ClickIdFields;
import io.leadloop.crm.ConsentField;
import io.leadloop.crm.CrmMessage;
import io.leadloop.crm.CrmValues;
import io.leadloop.crm.dynamics.DynamicsEvent.Message;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.Deal;
import io.leadloop.lead.DealValue;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.LeadEvent.Outcome;
import io.leadloop.lead.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Dynamics' leads and opportunities in the words of the house. */
final class DynamicsTranslation {

    private final String source;
    private final DynamicsProperties properties;
    private final DynamicsRelevance relevance;
    private final ClickIdFields clicks;
    private final ConsentField consent;
    private final Consent assumed;

    /** The rows about one person; one that is not known is empty. */
    private record Rows(DynamicsRecord deal, DynamicsRecord lead, DynamicsRecord contact) {

        List<DynamicsRecord> all() {
            return List.of(deal, lead, contact);
        }

        Optional<String> ofPerson(String column) {
            return lead.text(column).or(() -> contact.text(column));
        }
    }

    DynamicsTranslation(
            String source,
            DynamicsProperties properties,
            DynamicsRelevance relevance,
            ClickIdFields clicks,
            ConsentField consent,
            Consent assumed) {
        this.source = source;
        this.properties = properties;
        this.relevance = relevance;
        this.clicks = clicks;
        this.consent = consent;
        this.assumed = assumed;
    }

    SourceChange translate(CrmMessage message) throws Untranslatable {
        DynamicsEvent event = DynamicsEvent.of(message.event());
        String whyNot = relevance.whyNot(event);
        if (whyNot != null) {
            return new SourceChange.Irrelevant(whyNot);
        }
        if (event.message() == Message.DELETE) {
            return new SourceChange.Erasure(lead(event.id()));
        }
        if (event.message() == Message.MERGE) {
            if (event.master() == null || event.subordinate() == null) {
                throw new Untranslatable("The merge does not name both records.");
            }
            return new SourceChange.Merge(lead(event.subordinate()), lead(event.master()));
        }
        if (!message.wasAsked()) {
            throw new Untranslatable("Dynamics was not asked for the record yet. Replay the event.");
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
        return isLead
                ? lead(event, rows)
                : deal(event, rows, message.text(DynamicsLookup.CLOSED).orElse(""));
    }

    private static DynamicsRecord row(CrmMessage message, String name) {
        return new DynamicsRecord(message.record(name).orElseGet(MissingNode::getInstance));
    }

    private ExternalId lead(String id) {
        return ExternalId.lead(source, id);
    }

    private SourceChange lead(DynamicsEvent event, Rows rows) throws Untranslatable {
        DynamicsStage stage = new DynamicsStage(event, rows.lead(), properties.stagesBy());
        List<String> columns = List.of(properties.leadStageField(), "statecode");
        LeadEvent lead = event(
                lead(event.id()),
                List.of(),
                stage.status(columns.subList(0, 1)),
                Outcome.UNSAID,
                stage.since(columns, ""),
                rows,
                null);
        return new SourceChange.Event(lead, evidence(stage.isTold(columns)));
    }

    private SourceChange deal(DynamicsEvent event, Rows rows, String closed) throws Untranslatable {
        DynamicsStage stage = new DynamicsStage(event, rows.deal(), properties.stagesBy());
        List<String> columns = List.of(properties.dealStageField(), "statuscode");
        List<String> all = List.of(properties.dealStageField(), "statuscode", "statecode");
        Outcome outcome = stage.outcome();
        ExternalId record = ExternalId.deal(source, event.id());
        Optional<String> person =
                rows.lead().text("leadid").or(() -> rows.contact().text("contactid"));
        List<String> decisive = outcome == Outcome.OPEN ? all : List.of("statecode");
        LeadEvent deal = event(
                person.map(this::lead).orElse(record),
                person.isPresent() ? List.of(record) : List.of(),
                stage.status(columns),
                outcome,
                stage.since(decisive, outcome == Outcome.OPEN ? "" : closed),
                rows,
                new Deal(event.id(), worth(rows.deal())));
        boolean isExact = stage.isTold(decisive) || (outcome != Outcome.OPEN && !closed.isEmpty());
        return new SourceChange.Event(deal, evidence(isExact));
    }

    /** How the time is known, for the inbox. */
    private static @Nullable String evidence(boolean isExact) {
        return isExact ? null : "time of the record's last change";
    }

    private LeadEvent event(
            ExternalId subject,
            List<ExternalId> aliases,
            String status,
            Outcome outcome,
            Instant at,
            Rows rows,
            @Nullable Deal deal)
            throws Untranslatable {
        List<ClickId> found = new ArrayList<>();
        Instant captured = null;
        Consent said = null;
        for (DynamicsRecord row : rows.all()) {
            Instant created = CrmValues.time(row.text("createdon").orElse(""), "createdon")
                    .orElse(null);
            found.addAll(clicks.in(row::text, created));
            captured = captured == null || (created != null && created.isBefore(captured)) ? created : captured;
            said = said == null ? consent.in(row::text) : said;
        }
        Instant ofLead = CrmValues.time(rows.lead().text("createdon").orElse(""), "createdon")
                .orElse(captured);
        String field = properties.countryField();
        String country = field == null ? null : CrmValues.country(rows.ofPerson(field));
        return new LeadEvent(
                subject,
                aliases,
                status,
                outcome,
                at,
                ofLead,
                ClickIdFields.together(found, List.of()),
                ContactHasher.hash(
                        rows.ofPerson("emailaddress1").orElse(null),
                        rows.ofPerson("mobilephone")
                                .or(() -> rows.ofPerson("telephone1"))
                                .orElse(null),
                        country),
                said,
                assumed,
                country,
                deal);
    }

    private DealValue worth(DynamicsRecord deal) throws Untranslatable {
        Money amount = null;
        for (String field : properties.amountFields()) {
            amount = amount == null ? money(deal, field) : amount;
        }
        return new DealValue(amount, properties.marginField() == null ? null : money(deal, properties.marginField()));
    }

    private @Nullable Money money(DynamicsRecord deal, String field) throws Untranslatable {
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
