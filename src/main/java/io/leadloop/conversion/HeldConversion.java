package io.leadloop.conversion;

/**
 * A conversion that the transaction holds, with what its ledger says.
 *
 * @param source the CRM source of its lead; deals of two sources may have one number
 * @param mayBeThere whether the platform has it, or may have it: it took it, or an attempt was not surely refused
 */
public record HeldConversion(Conversion row, String source, boolean mayBeThere) {}
