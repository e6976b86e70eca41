package io.leadloop.crm.salesforce;

import io.leadloop.crm.CrmIds;
import io.leadloop.lead.NotARecordId;

/** Record ids: 15 characters in which the letter case matters, or 18 with the case spelled out at the end. */
final class SalesforceId {

    private static final int SHORT = 15;
    private static final int LONG = 18;
    private static final int CHUNK = 5;
    /** How Salesforce writes a reference to no record. */
    private static final String NOTHING = "0".repeat(SHORT);

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    private SalesforceId() {}

    static boolean isId(String text) {
        return (text.length() == SHORT || text.length() == LONG)
                && text.chars().allMatch(c -> c < 128 && Character.isLetterOrDigit(c));
    }

    /** The 18-character form of what a person or a file calls an id. */
    static String of(String text) throws NotARecordId {
        String id = CrmIds.meant(text);
        if (!isId(id) || id.startsWith(NOTHING)) {
            throw new NotARecordId("This is no id of a record in Salesforce, which have 15 or 18 letters and digits.");
        }
        return canonical(id);
    }

    /** The 18-character form, in which two spellings of one id are equal. */
    static String canonical(String id) {
        return id.length() == SHORT ? id + suffix(id) : withCase(id);
    }

    /** The 18 characters in the case that their last three spell out, whatever a database or a person made of it. */
    private static String withCase(String id) {
        StringBuilder restored = new StringBuilder();
        for (int i = 0; i < SHORT; i++) {
            int bits = ALPHABET.indexOf(Character.toUpperCase(id.charAt(SHORT + i / CHUNK)));
            char c = id.charAt(i);
            restored.append((bits >> i % CHUNK & 1) == 1 ? Character.toUpperCase(c) : Character.toLowerCase(c));
        }
        return restored + suffix(restored.toString());
    }

    private static String suffix(String id) {
        StringBuilder suffix = new StringBuilder();
        for (int chunk = 0; chunk < SHORT; chunk += CHUNK) {
            int bits = 0;
            for (int j = 0; j < CHUNK; j++) {
                char c = id.charAt(chunk + j);
                if (c >= 'A' && c <= 'Z') {
                    bits |= 1 << j;
                }
            }
            suffix.append(ALPHABET.charAt(bits));
        }
        return suffix.toString();
    }
}
