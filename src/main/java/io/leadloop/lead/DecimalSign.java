package io.leadloop.lead;

/** Which sign stands before the decimals of a number; the other one separates thousands. */
public enum DecimalSign {
    POINT,
    COMMA
}
