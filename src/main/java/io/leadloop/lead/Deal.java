package io.leadloop.lead;

/**
 * A deal of a lead.
 *
 * @param id the CRM's id
 */
public record Deal(String id, DealValue dealValue) {}
