/**
 * The ground that the house stands on: a PostgreSQL of its own where none is configured, and the lock under which a node
 * starts. Every repository may use it; it knows no other room.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {})
package io.leadloop.database;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
