/** LinkedIn Lead Sync (type linkedin-leads): a signed webhook names the lead, the API has its answers and the form's questions, and a sweep by owner finds what no webhook told. */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "crm", "http", "inbox", "lead"})
package io.leadloop.crm.linkedinleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
