/** Google Ads lead forms (type google-leads): the webhook carries the whole lead and proves itself by a key in its body. Nobody is asked. */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "http", "inbox", "lead"})
package io.leadloop.crm.googleleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
