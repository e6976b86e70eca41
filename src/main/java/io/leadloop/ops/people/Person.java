package io.leadloop.ops.people;

import io.leadloop.crm.Sought;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.HashedContact;
import org.jspecify.annotations.Nullable;

/**
 * What a person says of themselves. Mail and phone are hashed before anybody looks for them, and are kept nowhere.
 *
 * @param country ISO 3166-1 alpha-2, for a phone without its country code
 * @param crmId the id of a lead, contact or deal in the CRM
 */
record Person(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String country,
        @Nullable String crmId,
        @Nullable String clickId) {

    HashedContact contact() {
        String region = country == null || !country.strip().matches("[A-Za-z]{2}")
                ? null
                : country.strip().toUpperCase(java.util.Locale.ROOT);
        return ContactHasher.hash(blankToNull(email), blankToNull(phone), region);
    }

    Sought sought() {
        return new Sought(contact(), blankToNull(email), blankToNull(crmId), blankToNull(clickId));
    }

    boolean isEmpty() {
        return blankToNull(email) == null
                && blankToNull(phone) == null
                && blankToNull(crmId) == null
                && blankToNull(clickId) == null;
    }

    static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
