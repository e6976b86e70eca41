package io.leadloop.ops.cockpit;

import io.leadloop.http.SenderNetwork;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * How often wrong passwords were tried on this node: by address and user together, by user, and by address. Past a few, each
 * wrong one doubles the wait, up to a bound that is short where others share it: a user who is attacked from many addresses
 * waits five seconds at most, an office behind one address ten. A right password is never kept out for longer than that, and
 * while one has to wait no password is looked at.
 */
@Component
class SignInAttempts {

    private static final Rule BOTH = new Rule(5, Duration.ofMinutes(1));
    private static final Rule USER = new Rule(20, Duration.ofSeconds(5));
    private static final Rule ADDRESS = new Rule(50, Duration.ofSeconds(10));
    private static final Duration FORGOTTEN = Duration.ofMinutes(15);
    private static final int MOST_REMEMBERED = 10_000;
    private static final Logger log = LoggerFactory.getLogger(SignInAttempts.class);

    private final Clock clock;
    private final Counter failed;
    private final Map<String, Guesses> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Guesses> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    SignInAttempts(Clock clock, MeterRegistry metrics) {
        this.clock = clock;
        this.failed = metrics.counter("leadloop.ops.signin.failed");
    }

    /** So many wrong passwords are free; then the wait doubles, up to the longest. */
    private record Rule(int free, Duration longest) {

        Duration waitAfter(int wrong) {
            Duration wait = wrong < free ? Duration.ZERO : Duration.ofSeconds(1L << Math.min(wrong - free, 30));
            return wait.compareTo(longest) > 0 ? longest : wait;
        }
    }

    private record Guesses(int wrong, Instant last, Instant next) {

        boolean count(Instant now) {
            return !last.isAfter(now) && last.plus(FORGOTTEN).isAfter(now);
        }
    }

    /** How long this user has to wait at this request's address before a password is looked at. */
    synchronized Optional<Duration> waits(String user) {
        Instant now = clock.instant();
        return keys(user).keySet().stream()
                .map(remembered::get)
                .filter(it -> it != null && it.count(now) && it.next().isAfter(now))
                .map(it -> Duration.between(now, it.next()))
                .max(Comparator.naturalOrder());
    }

    /** Remembers a password that was looked at. A right one makes its user and its address forgotten. */
    synchronized void tried(String user, boolean right) {
        Map<String, Rule> keys = keys(user);
        if (right) {
            remembered.keySet().removeAll(keys.keySet());
            return;
        }
        failed.increment();
        Instant now = clock.instant();
        keys.forEach((key, rule) -> {
            Guesses before = remembered.get(key);
            int wrong = before != null && before.count(now) ? before.wrong() + 1 : 1;
            remembered.put(key, new Guesses(wrong, now, now.plus(rule.waitAfter(wrong))));
            if (wrong == rule.free()) {
                log.warn("{} wrong passwords ({}): further ones have to wait", wrong, key);
            }
        });
    }

    private static Map<String, Rule> keys(String user) {
        String address = address();
        return Map.of("user " + user + " from " + address, BOTH, "user " + user, USER, "from " + address, ADDRESS);
    }

    /** Where there is no request, as at the start, nobody guesses. */
    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes request
                ? SenderNetwork.of(request.getRequest().getRemoteAddr())
                : "this node";
    }
}
