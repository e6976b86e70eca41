package io.leadloop.crm.salesforce;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** Times in both of Salesforce's spellings: SOAP's {@code .000Z} and REST's {@code .000+0000}, without a colon. */
final class SalesforceTime {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .toFormatter();

    private SalesforceTime() {}

    /** Throws DateTimeException when the text is no time with its zone. */
    static Instant parse(String text) {
        return OffsetDateTime.parse(text.strip(), FORM).toInstant();
    }
}
