/**
 * The house's key: seals what has to rest in the database and nobody may read there. Used by crm (payloads) and
 * destination (refresh tokens).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
