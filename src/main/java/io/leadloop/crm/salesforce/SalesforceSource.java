package io.leadloop.crm.salesforce;

import io.leadloop.crm.CrmSource;
import io.leadloop.crm.Secrets;
import io.leadloop.crm.WebhookRefused;
import io.leadloop.crm.WebhookReply;
import io.leadloop.crm.WebhookRequest;
import io.leadloop.inbox.Delivery;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** A Salesforce organisation that sends outbound messages. */
final class SalesforceSource implements CrmSource {

    private static final String ACK = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\"><soapenv:Body>"
            + "<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\"><Ack>true</Ack>"
            + "</notificationsResponse></soapenv:Body></soapenv:Envelope>";

    private final String token;
    private final Set<String> organizations;
    private final SalesforceTranslation translation;

    SalesforceSource(String token, List<String> organizations, SalesforceTranslation translation) {
        this.token = token;
        this.organizations = organizations.stream()
                .map(String::strip)
                .map(SalesforceId::canonical)
                .collect(Collectors.toSet());
        this.translation = translation;
    }

    @Override
    public List<Delivery> receive(WebhookRequest request) throws WebhookRefused {
        if (!Secrets.matchesAny(request.token(), List.of(token))) {
            throw WebhookRefused.unverified("The token in the address is missing or wrong. The endpoint of the outbound"
                    + " message has to be /webhooks/<source>/<token>.");
        }
        OutboundMessage message = OutboundMessage.read(request.body());
        if (!organizations.contains(SalesforceId.canonical(message.organizationId()))) {
            throw WebhookRefused.notAllowed(
                    "The message comes from an organisation that is not in organization-ids of" + " this source.");
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (Notification notification : message.notifications()) {
            deliveries.add(new Delivery(notification.id(), notification.recordId(), notification.written()));
        }
        return deliveries;
    }

    @Override
    public WebhookReply reply(int events) {
        return new WebhookReply(200, "text/xml;charset=UTF-8", ACK);
    }

    @Override
    public SourceChange read(byte[] payload) throws Untranslatable {
        Notification message = Notification.read(payload);
        return isDeleted(message) ? translation.deletion(message) : translation.event(message);
    }

    @Override
    public String canonical(RecordType type, String id) throws NotARecordId {
        if (!SalesforceId.isId(id)) {
            throw new NotARecordId("ids of Salesforce have 15 or 18 letters and digits");
        }
        return SalesforceId.canonical(id);
    }

    static boolean isDeleted(Notification message) {
        return message.field("IsDeleted").map(Boolean::parseBoolean).orElse(false);
    }
}
