/**
 * Salesforce Outbound Messages for Lead and Opportunity (SOAP 1.1, API guide "Outbound Messaging"; facts of 2026-11).
 * Verified by a token in the address and the organisation's id; up to 100 notifications a message, one Ack for all, each
 * recognised by its notification id. They tell the state, not the history, and come late, twice and out of order.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"crm", "lead"})
package io.leadloop.crm.salesforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
