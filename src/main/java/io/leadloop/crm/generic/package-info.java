/**
 * Any CRM that can send our own JSON (docs/webhooks.md has its schema). Verified by Standard Webhooks signatures, by
 * HMAC or by a token; a body that does not fit the schema is refused whole, with the place of each mistake. A CRM's own JSON
 * or form is read by a map of places; a preset is such a map with its settings, as data (docs/presets.md).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "http", "inbox", "lead", "spelling"})
package io.leadloop.crm.generic;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
