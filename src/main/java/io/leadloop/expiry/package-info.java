/**
 * When the API versions and credentials of ad platforms and CRMs end. A room of its own because destination and crm both
 * state such ends and may not use each other, and because http knows how to call an API, not which one. They bring their
 * ends as {@link io.leadloop.expiry.Expiries}; {@link io.leadloop.expiry.Endings} watches them all alike: log, metrics,
 * and the lists that pages and alerts are made of. Invariant: every day says where it is from
 * ({@link io.leadloop.expiry.Expiry.Basis}).
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"schedule"})
package io.leadloop.expiry;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
