/** Encryption at rest with the application's key. Used for payloads of the inbox, imported files and refresh tokens. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
