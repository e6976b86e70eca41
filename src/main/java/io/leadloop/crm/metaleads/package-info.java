/** Meta lead ads (type meta-leads): a signed webhook names the lead, the Graph API has its answers, and a sweep by form finds what no webhook told. */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "crm", "http", "inbox", "lead"})
package io.leadloop.crm.metaleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
