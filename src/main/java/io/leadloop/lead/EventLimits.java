package io.leadloop.lead;

import java.time.Duration;

/** Bounds of what a CRM may say, the same at every door: webhook, sweep, file and sample. */
public final class EventLimits {

    /** How far a CRM's clock may be ahead of ours. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    /** The longest status, id or other short text, in characters. */
    public static final int TEXT = 255;

    /** The longest click id, in characters; the longest known have some 500. */
    public static final int CLICK_ID = 1_000;

    private EventLimits() {}
}
