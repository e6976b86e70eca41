package io.leadloop.capture;

import io.leadloop.lead.LeadId;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A place between the website and the lead at which click ids are lost.
 *
 * @param count how many visits or leads lost them there
 * @param of of how many
 * @param words what was seen, a sentence
 * @param lead one lead of these; null where it is about visits, or about leads without anything to look at
 */
public record ChainFinding(
        Kind kind,
        long count,
        long of,
        String words,
        @Nullable LeadId lead) {

    /** What is lost most comes first: by the share at that link, then by the number. */
    static final Comparator<ChainFinding> WORST_FIRST = Comparator.comparingDouble(ChainFinding::lost)
            .thenComparing(ChainFinding::count)
            .reversed();

    /** The links at which something can be seen to be lost. */
    public enum Kind {
        NEVER_CAME_BACK(
                "Put a hidden field ll_ref, or one for each click id, into the form; keep it in a field of the CRM; and name that"
                        + " field under click-id-fields of the CRM's source. Then walk it once with the test page above."),
        NOTHING_CARRIED(
                "Look at one of these records in the CRM: is the field for the click id or ll_ref there, is it filled, and does"
                        + " click-id-fields of the source name it? Leads that never saw the website may be left alone."),
        FEWER_CARRY(
                "Something changed in these days: look for a new form, a new consent banner, a redirect in front of the landing"
                        + " page, or a field of the CRM that was renamed."),
        CUT(
                "Make the field for it at least 255 characters long, in the form and in the CRM, a text area for fbclid and ttclid; or carry"
                        + " ll_ref, which has 29. No platform finds a click by a cut id."),
        CASE_CHANGED(
                "Look for what changes letters on the way: a redirect, a formula or workflow in the CRM, a spreadsheet. Platforms"
                        + " find no click by it. ll_ref may be in any letters."),
        REFERENCE_UNKNOWN(
                "The reference was made by another LeadLoop (a test one, for example), typed by hand, or its visit was"
                        + " erased. Compare data-endpoint in the website's snippet with this address."),
        REFERENCE_EXPIRED(
                "The lead came later than leadloop.capture.keep. Raise it, or let the CRM send the lead sooner."),
        REFERENCE_CUT("Make the field for ll_ref at least 29 characters long, better 255, in the form and in the CRM."),
        REFERENCE_EMPTY(
                "The field for ll_ref holds something else. Look which form or import fills it, and with what.");

        private final String todo;

        Kind(String todo) {
            this.todo = todo;
        }
    }

    /** What to do about it. */
    public String todo() {
        return kind.todo;
    }

    private double lost() {
        return of == 0 ? 0 : (double) count / of;
    }
}
