package io.leadloop.capture;

import io.leadloop.lead.ClickReference;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import org.springframework.stereotype.Component;

/** Stores what a browser captured, under a reference that nobody can guess. */
@Component
class CaptureReceiver {

    /** Counts captures, by the status of their answer. */
    static final String RECEIVED = "leadloop.capture.received";

    /** Connections to the database that captures may hold at once: the inbox has the others. */
    private static final int AT_ONCE = 2;

    private static final int BASE = 32;
    private static final int BITS = 5 * ClickReference.DIGITS;

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final SecureRandom random = new SecureRandom();
    private final CaptureLimits limits;
    private final Captures captures;
    private final MeterRegistry metrics;
    private final Clock clock;

    CaptureReceiver(CaptureLimits limits, Captures captures, MeterRegistry metrics, Clock clock) {
        this.limits = limits;
        this.captures = captures;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The reference under which the visit is stored.
     *
     * @param address of whoever asks: counted, never kept
     */
    String receive(String site, String address, byte[] body) throws CaptureRefused {
        limits.pass(address, site);
        Instant now = clock.instant();
        CapturedVisit visit = CaptureBody.read(body, now);
        if (!places.tryAcquire()) {
            throw new CaptureRefused(429, "Too many captures at once. Try again in a minute.");
        }
        try {
            String reference = reference();
            captures.add(reference, site, visit, now);
            count(200);
            return reference;
        } finally {
            places.release();
        }
    }

    void refused(int status) {
        count(status);
    }

    private void count(int status) {
        metrics.counter(RECEIVED, "status", Integer.toString(status)).increment();
    }

    private String reference() {
        String digits = new BigInteger(BITS, random).toString(BASE);
        return "ll_" + "0".repeat(ClickReference.DIGITS - digits.length()) + digits;
    }
}
