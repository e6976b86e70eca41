package io.leadloop.lead;

import org.jspecify.annotations.Nullable;

/**
 * A deal of a lead.
 *
 * @param id the CRM's id
 * @param value what it is worth; null while the CRM does not say
 */
public record Deal(String id, @Nullable Money value) {}
