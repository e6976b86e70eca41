package io.leadloop.crm;

import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordIds;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Forms of record ids that several CRMs share. Throws NotARecordId for other values, with a message that never repeats
 * the value.
 */
public final class CrmIds {

    private static final int MOST_DIGITS = 20;
    private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private CrmIds() {}

    /** The id after {@link RecordIds#meant}. */
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

    /** A GUID in lower case without braces; empty if the text is no GUID, or the nil GUID (all zeros). */
    public static Optional<String> guid(String text) {
        String guid = text.strip().toLowerCase(Locale.ROOT).replaceAll("[{}]", "");
        return Optional.of(guid)
                .filter(it -> GUID.matcher(it).matches() && it.chars().anyMatch(c -> c != '0' && c != '-'));
    }
}
