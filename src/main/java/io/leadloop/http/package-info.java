/**
 * Calls to the outside: bounded in time and size, with OAuth2 tokens that renew themselves. Used by destination and crm;
 * with them the only room that knows RestClient. Invariant: no address, token or body is ever logged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "lead", "secret"})
package io.leadloop.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
