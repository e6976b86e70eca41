package io.leadloop.imports;

/**
 * Why rows of a file are bad.
 *
 * @param reason in words, without a value of a row
 * @param rows how many
 * @param firstLine the first of them
 */
public record BadReason(String reason, long rows, long firstLine) {}
