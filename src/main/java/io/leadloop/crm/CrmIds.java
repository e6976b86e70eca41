package io.leadloop.crm;

import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordIds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The forms of record ids that several CRMs share. What fits none is refused in words that never repeat the value. */
public final class CrmIds {

    private static final int MOST_DIGITS = 20;
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private CrmIds() {}

    /** The id as {@link RecordIds#meant} cleans it. */
    public static String meant(String id) throws NotARecordId {
        String meant = RecordIds.meant(id);
        if (meant == null) {
            throw new NotARecordId("A placeholder such as null, 0 or {{contact.id}} stands in the place of an id.");
        }
        return meant;
    }

    /** A number as HubSpot and Pipedrive count their records: at most 20 digits, without zeros in front. */
    public static String number(String crm, String id) throws NotARecordId {
        String digits = meant(id).replaceFirst("^0+", "");
        if (digits.isEmpty()
                || digits.length() > MOST_DIGITS
                || !digits.chars().allMatch(it -> it >= '0' && it <= '9')) {
            throw new NotARecordId("This is no id of a record in " + crm + ", which are numbers.");
        }
        return digits;
    }

    /** A GUID in lower case without braces; empty for what is none, and for the one that stands for nothing (all zeros). */
    public static Optional<String> guid(String text) {
        String guid = text.strip().toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
        return Optional.of(guid)
                .filter(it -> GUID.matcher(it).matches() && it.chars().anyMatch(c -> c != '0' && c != '-'));
    }
}
