package io.leadloop.ops.people;

import io.leadloop.crm.CrmSources;
import io.leadloop.lead.ContactHasher;
import io.leadloop.lead.HashedContact;
import io.leadloop.lead.RecordIds;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.privacy.ErasureQuery;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** The hashes to look for; see {@link #problem()} first. */
    HashedContact contact() {
        return ContactHasher.hash(blankToNull(email), blankToNull(phone), region());
    }

    /**
     * Why nobody may conclude from an empty answer that nothing of the person is here: nothing was asked for, or what was
     * cannot be read. Null where it can. Repeats nothing of the person; {@link BadInput#field()} says where it stands.
     */
    @Nullable
    BadInput refusal() {
        if (isEmpty()) {
            return new BadInput("email", "Give a mail address, a phone, a CRM id or a click id.");
        }
        if (blankToNull(country) != null && region() == null) {
            return new BadInput("country", "The country is not an ISO 3166-1 code such as DE.");
        }
        HashedContact contact = contact();
        if (blankToNull(email) != null && contact.email() == null) {
            return new BadInput(
                    "email", "The mail address cannot be read. Write it like jane@example.com. Nobody was looked for.");
        }
        if (blankToNull(phone) != null && contact.phoneE164() == null) {
            return new BadInput(
                    "phone",
                    "The phone cannot be read. Write it with its country's code (+49 151 23456789), or give the country"
                            + " (DE). Nobody was looked for.");
        }
        if (blankToNull(crmId) != null && RecordIds.meant(crmId) == null) {
            return new BadInput("crmId", "The CRM id is a placeholder, not an id. Nobody was looked for.");
        }
        return null;
    }

    /** The words of {@link #refusal()}; null where there is none. */
    @Nullable
    String problem() {
        BadInput refusal = refusal();
        return refusal == null ? null : refusal.getMessage();
    }

    private @Nullable String region() {
        String code = country == null ? "" : country.strip().toUpperCase(Locale.ROOT);
        return COUNTRIES.contains(code) ? code : null;
    }

    /**
     * What to look for; see {@link #problem()} first.
     *
     * @param spellings the forms in which a CRM's record may be known here, see {@link CrmSources#spellingsOf}
     */
    ErasureQuery sought(Function<String, Set<String>> spellings) {
        // Where a form's mail or phone stood in the place of an id, the record is named by it.
        Set<String> records = Stream.of(crmId, email, phone)
                .map(Person::blankToNull)
                .filter(Objects::nonNull)
                .flatMap(it -> spellings.apply(it).stream())
                .collect(Collectors.toUnmodifiableSet());
        return new ErasureQuery(contact(), blankToNull(email), records, blankToNull(clickId));
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
