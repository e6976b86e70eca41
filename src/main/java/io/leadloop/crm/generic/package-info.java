/**
 * Any CRM that can send our own JSON (docs/webhooks.md has its schema). Verified by Standard Webhooks signatures, by
 * HMAC or by a token; a body that does not fit the schema is refused whole, with the place of each mistake.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "inbox", "lead"})
package io.leadloop.crm.generic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
