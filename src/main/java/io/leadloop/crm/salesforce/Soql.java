package io.leadloop.crm.salesforce;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.stream.Collectors;

/** Pieces of Salesforce's query language. Only ids, times and field names ever go in; mail addresses and phones never. */
final class Soql {

    private Soql() {}

    /** A text between single quotes, in which every character stands for itself. */
    static String text(String value) {
        StringBuilder quoted = new StringBuilder("'");
        for (char c : value.toCharArray()) {
            switch (c) {
                case '\'', '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                default -> quoted.append(c);
            }
        }
        return quoted.append('\'').toString();
    }

    /** Values of an IN filter; at least one. */
    static String in(Collection<String> values) {
        return values.stream().map(Soql::text).collect(Collectors.joining(",", " IN (", ")"));
    }

    /** UTC in whole seconds, in which Salesforce keeps its stamps, unquoted as Salesforce wants it. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether the text can be the name of a field or an object, e.g. {@code GCLID__c}. */
    static boolean isName(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]{0,79}");
    }
}
