package io.leadloop.crm;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The declared rule {@code same-id-in} of a lead form: a person of one of these sources whose record carries the id of the form's
 * lead, in a field that is named under {@code click-id-fields}, is that lead.
 *
 * @param form the form's source
 * @param id the kind of its leads' ids
 * @param crms the sources whose records are joined
 */
public record FormJoin(String form, ClickIdKind id, List<String> crms) {

    /** {@code same-contact-within}, where it is not set. */
    static final Duration WITHIN = Duration.ofDays(7);

    /** The longest that may be set: what is further apart is another enquiry. */
    static final Duration LONGEST = Duration.ofDays(90);

    /** The event with the form's lead among the records of its person; a deal's own event stays as it is. */
    LeadEvent joined(LeadEvent event, CrmSource forms) {
        if (!crms.contains(event.subject().source()) || event.subject().type() == RecordType.DEAL) {
            return event;
        }
        TreeSet<String> ids = new TreeSet<>();
        for (ClickId click : event.clickIds()) {
            if (click.kind() == id && !click.isDamaged()) {
                try {
                    ids.add(forms.canonicalId(RecordType.LEAD, click.value()));
                } catch (NotARecordId otherwise) {
                    // Then it names none of the form's leads.
                }
            }
        }
        // A record that names two of them says of neither that it is the one.
        return ids.size() == 1 ? event.withAlias(ExternalId.lead(form, ids.first())) : event;
    }

    /** Throws IllegalStateException if a source does not exist, or is the form itself. */
    void check(String prefix, Set<String> sources) {
        check(prefix + ".same-id-in", form, crms, sources);
    }

    static void check(String key, String form, List<String> crms, Set<String> sources) {
        List<String> unknown = new ArrayList<>(crms);
        unknown.removeIf(it -> sources.contains(it) && !it.equals(form));
        if (!unknown.isEmpty()) {
            throw new IllegalStateException(
                    "Set " + key + " to names of other sources; these are none: " + String.join(", ", unknown) + ".");
        }
    }
}
