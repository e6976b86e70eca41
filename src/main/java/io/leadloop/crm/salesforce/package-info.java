/**
 * Salesforce: Outbound Messages for Lead and Opportunity (SOAP 1.1, API guide "Outbound Messaging") and, with the keys of
 * an External Client App, the REST API (v66.0, Spring '26; facts of 2026-11). Webhooks are verified by a token in the
 * address and the organisation's id; up to 100 notifications a message, one Ack for all, each recognised by its
 * notification id. They tell the state, not the history, come late, twice and out of order, and are dropped after 24
 * hours; the sweep by (SystemModstamp, Id) brings what they did not, at the times of Salesforce's own history. A query
 * never carries a mail address. https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"expiry", "crm", "inbox", "http", "lead"})
package io.leadloop.crm.salesforce;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
