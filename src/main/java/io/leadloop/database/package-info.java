/**
 * The embedded PostgreSQL that runs where none is configured, the lock under which a node starts, and SQL helpers.
 * Every repository may use it; it depends on no other package.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
