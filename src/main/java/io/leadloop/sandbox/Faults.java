package io.leadloop.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Misbehaviour that can be switched on at a fake platform. */
@Component
@SandboxEnabled
public class Faults {

    public enum Kind {
        RATE_LIMIT,
        SERVER_ERROR,
        /** Takes the events and never answers. */
        TIMEOUT_AFTER_ACCEPTING,
        BAD_TOKEN,
        /** Something in front of the platform sends every request to a login page. */
        REDIRECT,
        /** Refuses the action whose id or name is {@code matching}, where the platform's document names such a fault. */
        BAD_ACTION,
        /** Refuses every event whose JSON holds {@code matching}. */
        BAD_ROW
    }

    /**
     * One fault.
     *
     * @param times for how many requests; null until it is taken back
     * @param retryAfterSeconds what a rate limit asks for
     * @param matching the text that makes a row bad
     * @param namesTheRow whether the platform says which row is bad
     */
    public record Fault(
            Kind fault,
            @Nullable Integer times,
            @Nullable Integer retryAfterSeconds,
            @Nullable String matching,
            @Nullable Boolean namesTheRow) {

        Fault once() {
            return new Fault(fault, times == null ? null : times - 1, retryAfterSeconds, matching, namesTheRow);
        }
    }

    private final Map<String, List<Fault>> byDestination = new ConcurrentHashMap<>();

    void set(String destination, List<Fault> faults) {
        byDestination.put(destination, new ArrayList<>(faults));
    }

    void add(String destination, Fault fault) {
        byDestination.compute(destination, (id, now) -> {
            List<Fault> faults = new ArrayList<>(now == null ? List.of() : now);
            faults.add(fault);
            return faults;
        });
    }

    List<Fault> of(String destination) {
        return List.copyOf(byDestination.getOrDefault(destination, List.of()));
    }

    /** Takes one use of a fault of that kind; empty when it is not switched on or used up. */
    Optional<Fault> use(String destination, Kind kind) {
        Fault[] used = new Fault[1];
        byDestination.computeIfPresent(destination, (id, now) -> {
            List<Fault> left = new ArrayList<>();
            for (Fault fault : now) {
                if (used[0] == null && fault.fault() == kind) {
                    used[0] = fault;
                    Fault rest = fault.once();
                    if (rest.times() == null || rest.times() > 0) {
                        left.add(rest);
                    }
                } else {
                    left.add(fault);
                }
            }
            return left;
        });
        return Optional.ofNullable(used[0]);
    }

    List<Fault> badRows(String destination) {
        return matching(destination, Kind.BAD_ROW);
    }

    List<Fault> badActions(String destination) {
        return matching(destination, Kind.BAD_ACTION);
    }

    private List<Fault> matching(String destination, Kind kind) {
        return of(destination).stream()
                .filter(it -> it.fault() == kind && it.matching() != null)
                .toList();
    }
}
