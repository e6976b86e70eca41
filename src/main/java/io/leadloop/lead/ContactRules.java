package io.leadloop.lead;

import java.util.List;

/** The rules of the house by which a lead form's lead and a CRM's record with the same mail or phone are one. */
public interface ContactRules {

    /** The rules that are declared now. */
    List<ContactRule> contactRules();
}
