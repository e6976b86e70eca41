/** A lead's page: its journey by the CRM's clock, and what became of each stage at each ad account. */
@NullMarked
package io.leadloop.ops.lead;

import org.jspecify.annotations.NullMarked;
