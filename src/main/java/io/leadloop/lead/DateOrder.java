package io.leadloop.lead;

/** Which part of 03/10/2026 is the day. */
public enum DateOrder {
    DAY_FIRST,
    MONTH_FIRST
}
