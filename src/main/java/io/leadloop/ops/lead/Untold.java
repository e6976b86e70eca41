package io.leadloop.ops.lead;

import org.jspecify.annotations.Nullable;

/**
 * Why an account was not told of a lead.
 *
 * @param reason the reason of the account's row as the ledger has it; null where there is no row, or it has none
 * @param words of this lead
 */
record Untold(@Nullable String reason, String words) {}
