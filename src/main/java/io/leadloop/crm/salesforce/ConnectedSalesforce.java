package io.leadloop.crm.salesforce;

import io.leadloop.crm.CrmLookup;
import io.leadloop.crm.CrmReread;
import io.leadloop.crm.CrmSource;
import io.leadloop.crm.CrmSweep;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmWriteBack;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.SweepMarks.Mark;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A Salesforce organisation with outbound messages and REST API: webhooks, look-up, sweep, re-read and write-back. */
final class ConnectedSalesforce implements CrmSource, CrmLookup, CrmSweep, CrmReread, CrmWriteBack {

    private final SalesforceSource webhooks;
    private final LeadOrigins origins;
    private final SalesforceSweep sweep;
    private final CrmWriteBack writeBack;
    private final boolean sweeps;

    ConnectedSalesforce(
            SalesforceSource webhooks,
            SalesforceTranslation translation,
            SalesforceClient client,
            SalesforceSchema schema,
            SalesforceApiProperties properties,
            Clock clock) {
        this.webhooks = webhooks;
        this.origins = new LeadOrigins(client, schema, translation);
        this.sweep = new SalesforceSweep(client, schema, origins, properties, clock);
        this.sweeps = properties.sweep();
        this.writeBack = properties.writeBack().isOn() ? new StatusWriteBack(client, properties.writeBack()) : NONE;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        return webhooks.receive(request);
    }

    @Override
    public WebhookReply reply(int events) {
        return webhooks.reply(events);
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        return webhooks.read(payload);
    }

    @Override
    public String canonicalId(RecordType type, String id) throws NotARecordId {
        return webhooks.canonicalId(type, id);
    }

    @Override
    public boolean needsLookup(byte[] payload) {
        try {
            return origins.isWanted(Notification.read(payload));
        } catch (Untranslatable parkedWhenItIsRead) {
            return false;
        }
    }

    @Override
    public byte[] lookUp(byte[] payload) throws CrmUnavailable, Untranslatable {
        return origins.find(List.of(Notification.read(payload))).get(0).written();
    }

    @Override
    public List<String> sweptRecords() {
        // Leads first: an opportunity of a page may belong to one of them.
        return sweeps ? List.of("Lead", "Opportunity") : List.of();
    }

    @Override
    public Page changesSince(String record, Mark mark) throws CrmUnavailable {
        return sweep.changesSince(record, mark);
    }

    @Override
    public List<Delivery> reread(List<ExternalId> records) throws CrmUnavailable {
        List<Delivery> found = new ArrayList<>(sweep.reread("Lead", CrmReread.ids(records, RecordType.LEAD)));
        found.addAll(sweep.reread("Opportunity", CrmReread.ids(records, RecordType.DEAL)));
        return found;
    }

    @Override
    public boolean writesBack() {
        return writeBack.writesBack();
    }

    @Override
    public int maxBatch() {
        return writeBack.maxBatch();
    }

    @Override
    public List<@Nullable String> write(List<Status> statuses) throws CrmUnavailable {
        return writeBack.write(statuses);
    }
}
