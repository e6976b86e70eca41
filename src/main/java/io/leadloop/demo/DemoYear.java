package io.leadloop.demo;

import io.leadloop.demo.DemoYearRows.Row;
import io.leadloop.destination.Destination;
import io.leadloop.destination.Destinations;
import io.leadloop.sandbox.SandboxEnabled;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** A user's verbs on the demo year: load it, see how far it is, remove it. The work itself is {@link DemoYearWork}'s. */
@Component
@SandboxEnabled
public class DemoYear {

    /** The source of its leads; no other lead has it. */
    public static final String SOURCE = "demo-year";

    /** How many leads it has unless somebody says otherwise. */
    public static final int LEADS = 3_000;

    private final DemoYearRows rows;
    private final Destinations destinations;
    private final Environment environment;
    private final Clock clock;

    DemoYear(DemoYearRows rows, Destinations destinations, Environment environment, Clock clock) {
        this.rows = rows;
        this.destinations = destinations;
        this.environment = environment;
        this.clock = clock;
    }

    public enum State {
        LOADING,
        READY,
        REMOVING
    }

    /**
     * How far it is.
     *
     * @param words what is being done now, or what is there, as people read it
     * @param percent of the work that is done
     */
    public record Progress(State state, String words, int percent) {

        public boolean isRunning() {
            return state != State.READY;
        }
    }

    /** Thrown with words for the user when it cannot be loaded or removed now. */
    public static final class NotPossible extends RuntimeException {

        private static final long serialVersionUID = 1L;

        NotPossible(String words) {
            super(words);
        }
    }

    /** Empty while there is none. */
    public Optional<Progress> progress() {
        return rows.find().map(this::progress);
    }

    private Progress progress(Row row) {
        return switch (row.state()) {
            case READY -> new Progress(State.READY, rows.leads() + " leads of a made-up year are here.", 100);
            case REMOVING -> {
                long left = rows.leads();
                yield new Progress(
                        State.REMOVING,
                        left + " leads are still to be removed.",
                        percent(row.leads() - Math.min(left, row.leads()), row.leads()));
            }
            case LOADING -> loading(row);
        };
    }

    /** Applying events is seven tenths of the work, telling the platforms and working out figures the rest. */
    private Progress loading(Row row) {
        if (row.events() == 0) {
            return new Progress(State.LOADING, "Making up the year.", 0);
        }
        long applied = Math.max(0, row.stored() - rows.waitingEvents());
        if (applied < row.events()) {
            return new Progress(
                    State.LOADING,
                    applied + " of " + row.events() + " events are applied.",
                    7 * percent(applied, row.events()) / 10);
        }
        return new Progress(
                State.LOADING, "The platforms are told: " + rows.untold(clock.instant()) + " conversions wait.", 75);
    }

    private static int percent(long part, long whole) {
        return whole == 0 ? 0 : (int) (100 * part / whole);
    }

    /** Lets it be loaded in the background. */
    public void load(String who) {
        load(who, LEADS, UUID.randomUUID().toString().substring(0, 8));
    }

    /** @param run eight hex digits: the year's leads are named by it, and all that is random in it follows from it */
    @Transactional
    void load(String who, int leads, String run) {
        List<String> real = realAccounts();
        if (!real.isEmpty()) {
            throw new NotPossible(
                    "The demo year is told to sandbox platforms only, and here is an account that is none: "
                            + String.join(", ", real) + ".");
        }
        if (!rows.begin(run, leads, who, clock.instant())) {
            throw new NotPossible("There is a demo year already.");
        }
    }

    /** Accounts that send, and not to this house's own sandbox. */
    private List<String> realAccounts() {
        return destinations.all().stream()
                .filter(Destination::isOn)
                .map(it -> it.profile().id())
                .filter(it -> !isSandbox(environment.getProperty("leadloop.destinations." + it + ".base-url")))
                .toList();
    }

    static boolean isSandbox(@Nullable String address) {
        return address != null && address.matches("http://(localhost|127\\.0\\.0\\.1):\\d+/sandbox/.+");
    }

    /** Lets everything of it be removed in the background, also one that is still being loaded. */
    public void remove() {
        if (!rows.beginRemoval()) {
            throw new NotPossible("There is no demo year, or it is being removed already.");
        }
    }
}
