package io.leadloop.privacy;

import io.leadloop.lead.HashedContact;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers of a person whose data is searched or erased; any one of them matches.
 *
 * @param contact mail and phone, hashed as at intake
 * @param email the mail as it was typed: payloads that cannot be parsed are searched for it as text
 * @param crmIds the id of a lead, contact or deal in any source, in each form in which it may be known here
 * @param clickId a click id of any kind, byte for byte
 */
public record ErasureQuery(
        HashedContact contact,
        @Nullable String email,
        Set<String> crmIds,
        @Nullable String clickId) {

    static final ErasureQuery NOTHING = new ErasureQuery(HashedContact.NONE, null, Set.of(), null);
}
