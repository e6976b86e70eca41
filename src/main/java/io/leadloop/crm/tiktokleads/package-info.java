/** TikTok instant forms (type tiktok-leads): signed webhooks of TikTok's Subscription API carry the whole lead. Nobody is asked. */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "http", "inbox", "lead"})
package io.leadloop.crm.tiktokleads;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
