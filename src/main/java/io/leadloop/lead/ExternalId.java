package io.leadloop.lead;

/**
 * A record of a CRM: the source's configured name, the kind of record and the CRM's id in its canonical form (Salesforce:
 * 18 characters).
 */
public record ExternalId(String source, RecordType type, String id) {

    public enum RecordType {
        LEAD,
        CONTACT,
        DEAL
    }

    public static ExternalId lead(String source, String id) {
        return new ExternalId(source, RecordType.LEAD, id);
    }

    public static ExternalId deal(String source, String id) {
        return new ExternalId(source, RecordType.DEAL, id);
    }

    @Override
    public String toString() {
        return source + ":" + type + ":" + id;
    }
}
