package io.leadloop.capture;

import io.leadloop.http.SenderNetwork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * How often one address and one site may be heard, counted in this node's memory and forgotten with each minute or day. An
 * address is never written anywhere; of one of IPv6 the network counts, because each visitor has as many as they like.
 */
@Component
class CaptureLimits {

    /** Addresses that are counted in one minute; with more, all further ones wait for the next. */
    private static final int MOST_ADDRESSES = 20_000;

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CaptureSettings settings;
    private final Clock clock;
    private final Map<String, Integer> addresses = new HashMap<>();
    private final Map<String, Integer> sites = new HashMap<>();
    private final Map<String, Integer> days = new HashMap<>();
    private long minute;
    private long day;

    CaptureLimits(CaptureSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Counts a request; throws where there were too many. */
    synchronized void pass(String address, String site) throws CaptureRefused {
        turn(clock.instant());
        String who = SenderNetwork.of(address);
        boolean isKnown = addresses.containsKey(who);
        if (!isKnown && addresses.size() >= MOST_ADDRESSES
                || addresses.merge(who, 1, Integer::sum) > settings.perAddress()) {
            throw new CaptureRefused(429, "Too many captures of one address. Try again in a minute.");
        }
        if (sites.merge(site, 1, Integer::sum) > settings.perSite()
                || days.merge(site, 1, Integer::sum) > settings.perDay()) {
            throw new CaptureRefused(
                    429, "Too many captures of this site: leadloop.capture.per-site or leadloop.capture.per-day.");
        }
    }

    /** How many addresses are remembered. */
    synchronized int addresses() {
        return addresses.size();
    }

    private void turn(Instant now) {
        if (now.getEpochSecond() / MINUTE.toSeconds() != minute) {
            minute = now.getEpochSecond() / MINUTE.toSeconds();
            addresses.clear();
            sites.clear();
        }
        if (now.getEpochSecond() / Duration.ofDays(1).toSeconds() != day) {
            day = now.getEpochSecond() / Duration.ofDays(1).toSeconds();
            days.clear();
        }
    }
}
