package io.leadloop.crm.salesforce;

import io.leadloop.crm.WebhookRefused;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the SOAP envelope of an outbound message, in whatever prefixes it comes. No DTD, no external entity, no more
 * than the 100 notifications that the schema allows.
 */
record OutboundMessage(String organizationId, List<Notification> notifications) {

    private static final String NAMESPACE = "http://soap.sforce.com/2005/09/outbound";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final int MAX_NOTIFICATIONS = 100;
    private static final XMLInputFactory XML = xml();

    private static XMLInputFactory xml() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }

    static OutboundMessage read(byte[] body) throws WebhookRefused {
        try {
            XMLStreamReader reader = XML.createXMLStreamReader(new ByteArrayInputStream(body));
            return read(reader);
        } catch (XMLStreamException e) {
            throw WebhookRefused.unreadable(
                    "The body is not well-formed XML (line " + e.getLocation().getLineNumber() + ", column "
                            + e.getLocation().getColumnNumber() + ").");
        }
    }

    private static OutboundMessage read(XMLStreamReader reader) throws XMLStreamException, WebhookRefused {
        String organization = "";
        List<Notification> notifications = new ArrayList<>();
        boolean isOutbound = false;
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.DTD) {
                throw WebhookRefused.unreadable("The body carries a document type, which outbound messages never do.");
            }
            if (event != XMLStreamConstants.START_ELEMENT || !NAMESPACE.equals(reader.getNamespaceURI())) {
                continue;
            }
            switch (reader.getLocalName()) {
                case "notifications" -> isOutbound = true;
                case "OrganizationId" -> organization = reader.getElementText().strip();
                case "Notification" -> notifications.add(notification(reader));
                default -> {}
            }
        }
        if (!isOutbound || organization.isEmpty() || notifications.isEmpty()) {
            throw WebhookRefused.unreadable("The body is no outbound message: it needs notifications with an"
                    + " OrganizationId and at least one Notification in the namespace " + NAMESPACE + ".");
        }
        if (notifications.size() > MAX_NOTIFICATIONS) {
            throw WebhookRefused.unreadable("An outbound message holds at most " + MAX_NOTIFICATIONS
                    + " notifications, this one " + notifications.size() + ".");
        }
        return new OutboundMessage(organization, notifications);
    }

    private static Notification notification(XMLStreamReader reader) throws XMLStreamException, WebhookRefused {
        String id = "";
        String type = "";
        Map<String, String> fields = Map.of();
        while (reader.next() != XMLStreamConstants.END_ELEMENT
                || !reader.getLocalName().equals("Notification")) {
            if (!reader.isStartElement()) {
                continue;
            }
            if (reader.getLocalName().equals("Id")) {
                id = reader.getElementText().strip();
            } else if (reader.getLocalName().equals("sObject")) {
                type = localName(reader.getAttributeValue(XSI, "type"));
                fields = fields(reader);
            }
        }
        String recordId = fields.getOrDefault("Id", "");
        if (!SalesforceId.isId(id) || !SalesforceId.isId(recordId)) {
            throw WebhookRefused.unreadable("A notification lacks its Id or the Id of its record.");
        }
        return Notification.of(
                SalesforceId.canonical(id), type.isEmpty() ? Notification.typeOf(recordId) : type, fields);
    }

    private static Map<String, String> fields(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> fields = new LinkedHashMap<>();
        while (reader.next() != XMLStreamConstants.END_ELEMENT
                || !reader.getLocalName().equals("sObject")) {
            if (reader.isStartElement()) {
                String name = reader.getLocalName();
                boolean isNil = "true".equals(reader.getAttributeValue(XSI, "nil"));
                String text = reader.getElementText();
                if (!isNil) {
                    fields.put(name, text);
                }
            }
        }
        return fields;
    }

    private static String localName(@Nullable String qualified) {
        return qualified == null ? "" : qualified.substring(qualified.indexOf(':') + 1);
    }
}
