package io.leadloop.imports;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.HashedContact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Whose event a row is. Rows without a lead's id are named after their click, mail or phone, so that the rows of one person
 * are one lead; not in the name of a CRM that names its leads itself, where that would make a second lead of each.
 *
 * @param source whose leads they are
 * @param hasOwnIds whether the source is a configured CRM
 * @param fingerprint a keyed hash, as hex digits
 */
record RowIdentity(String source, boolean hasOwnIds, UnaryOperator<String> fingerprint) {

    private static final int DIGITS = 24;

    ExternalId subject(@Nullable String leadId, @Nullable String dealId, List<ClickId> clicks, HashedContact contact)
            throws BadCell {
        if (leadId != null) {
            return ExternalId.lead(source, leadId);
        }
        if (hasOwnIds) {
            if (dealId == null) {
                throw new BadCell("lead.id is missing: leads of '" + source + "' are known by the ids of that CRM; give"
                        + " lead.id, or deal.id with a click id of the lead");
            }
            return ExternalId.deal(source, dealId);
        }
        String person = clicks.stream()
                .filter(it -> it.damage() == null)
                .map(it -> it.kind().key() + ":" + it.value())
                .findFirst()
                .or(() -> Optional.ofNullable(contact.email()).map(it -> "mail:" + it))
                .or(() -> Optional.ofNullable(contact.phoneE164()).map(it -> "phone:" + it))
                .orElseThrow(() ->
                        new BadCell("the row names nobody: it needs a lead.id, a click id, a mail address or a phone"));
        return ExternalId.lead(source, "file-" + shortened(source + ":" + person));
    }

    /** The name of a deal that the file does not name: the same row again is the same deal. */
    String dealOf(ExternalId subject, String status, Instant occurredAt) {
        return "file-" + shortened(subject + ":" + status + ":" + occurredAt);
    }

    private String shortened(String text) {
        return fingerprint.apply(text).substring(0, DIGITS);
    }
}
