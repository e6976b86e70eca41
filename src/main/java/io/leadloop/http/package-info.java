/**
 * HTTP calls to ad platforms and CRMs: bounded in time and size, with OAuth2 tokens that are renewed. The only
 * package that uses RestClient. Invariant: no address, token or body is ever logged.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "lead", "secret"})
package io.leadloop.http;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
