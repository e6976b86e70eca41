package io.leadloop.lead;

import java.time.Duration;
import java.util.List;

/**
 * A declared rule: one lead of a lead form and one record of a CRM that have the same mail or phone, and began within so long of
 * each other, are one person.
 *
 * @param form the form's source
 * @param crms the sources of CRMs
 */
public record ContactRule(String form, List<String> crms, Duration within) {

    boolean covers(String source) {
        return form.equals(source) || crms.contains(source);
    }
}
