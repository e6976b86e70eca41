/**
 * The domain model: lead, deal, stage, click identifier, consent, hashed contact, money, and the rules how a change of
 * stage applies to a lead and which records are one person. Every room may use it; it uses only database and secret.
 * Invariants: click ids are kept byte for byte, mail and phone exist here only as hashes, and every time is the CRM's.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"database", "secret"})
package io.leadloop.lead;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
