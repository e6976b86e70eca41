/** Encryption at rest with the application's key. For payloads of the inbox, imported files, tokens and the secrets of connections. */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.secret;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
