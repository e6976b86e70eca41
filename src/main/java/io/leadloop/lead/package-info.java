/**
 * The language of the house: lead, stage, click identifier, consent, hashed contact, money, and the rule how a change of
 * stage applies to a lead. Every room may use it; it uses none but the ground. Invariants: click ids are kept byte for
 * byte, mail and phone exist here only as hashes, and every time is the CRM's.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "secret"})
package io.leadloop.lead;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
