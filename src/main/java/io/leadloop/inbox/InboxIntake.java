package io.leadloop.inbox;

import io.leadloop.database.DatabaseTrouble;
import io.leadloop.database.DatabaseTroubles;
import io.leadloop.inbox.Inbox.Arrival;
import io.leadloop.schedule.Loops;
import io.leadloop.schedule.Queue;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.stereotype.Component;

/**
 * Stores webhooks with group commit: one thread writes all webhooks that have arrived meanwhile in one transaction, the
 * others wait for its commit. A single webhook is written at once, without delay.
 */
@Component
public class InboxIntake {

    private static final Logger log = LoggerFactory.getLogger(InboxIntake.class);
    private static final int MOST_EVENTS = 2_000;
    /** With the time for a connection (spring.datasource.hikari.connection-timeout) a sender hears 503 within 3 s. */
    private static final Duration PATIENCE = Duration.ofMillis(2_500);

    private final Inbox inbox;
    private final MessageReader reader;
    private final DatabaseTroubles troubles;
    private final Loops loops;
    private final ConcurrentLinkedQueue<Webhook> gathered = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writerLock = new ReentrantLock();

    /** One request; its fields are guarded by {@link #writerLock}. */
    private static final class Webhook {

        private final List<Arrival> arrivals;
        private boolean isDone;
        private int fresh;
        private @Nullable RuntimeException failure;

        Webhook(List<Arrival> arrivals) {
            this.arrivals = arrivals;
        }

        void fail(RuntimeException why) {
            failure = why;
            isDone = true;
        }
    }

    InboxIntake(Inbox inbox, MessageReader reader, DatabaseTroubles troubles, Loops loops) {
        this.inbox = inbox;
        this.reader = reader;
        this.troubles = troubles;
        this.loops = loops;
    }

    private Arrival arrival(String source, Delivery delivery, MessageOrigin origin, @Nullable String traceparent) {
        return new Arrival(source, delivery, origin, reader.needsLookup(source, delivery.payload()), traceparent);
    }

    /**
     * Returns after the commit, with the number of new deliveries. Throws a RuntimeException if they could not be
     * stored; the sender gets 503. At once while the database is away, after some seconds while it is silent; what was
     * on its way then may be stored all the same, and its repetition is known.
     */
    public int store(String source, List<Delivery> deliveries, MessageOrigin origin) {
        return store(source, deliveries, origin, null);
    }

    /**
     * The same.
     *
     * @param traceparent the span in which they came; null for none
     */
    public int store(String source, List<Delivery> deliveries, MessageOrigin origin, @Nullable String traceparent) {
        if (troubles.isAway()) {
            throw away();
        }
        Webhook mine = new Webhook(deliveries.stream()
                .map(it -> arrival(source, it, origin, traceparent))
                .toList());
        gathered.add(mine);
        if (!isMyTurn()) {
            gathered.remove(mine);
            throw away();
        }
        try {
            while (!mine.isDone) {
                write();
            }
        } finally {
            writerLock.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
        return mine.fresh;
    }

    private boolean isMyTurn() {
        try {
            return writerLock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static RuntimeException away() {
        return new TransientDataAccessResourceException(
                DatabaseTrouble.AWAY.words(), new SQLTransientConnectionException(DatabaseTrouble.AWAY.words()));
    }

    private void write() {
        List<Webhook> together = new ArrayList<>();
        int events = 0;
        for (Webhook next = gathered.poll(); next != null; next = gathered.poll()) {
            together.add(next);
            events += next.arrivals.size();
            if (events >= MOST_EVENTS) {
                break;
            }
        }
        try {
            store(together);
        } catch (RuntimeException e) {
            if (DatabaseTrouble.of(e).isPresent()) {
                // Each of them alone would wait as long for the same answer, one after the other.
                for (Webhook next = gathered.poll(); next != null; next = gathered.poll()) {
                    together.add(next);
                }
                together.forEach(it -> it.fail(e));
                return;
            }
            if (together.size() > 1) {
                log.warn("{} webhooks could not be stored together and are stored one by one", together.size());
            }
            together.forEach(this::storeAlone);
        } catch (Error e) {
            // Whoever waits for its webhook must not wait for ever.
            together.forEach(it -> it.fail(new IllegalStateException("Storing webhooks failed", e)));
            throw e;
        }
    }

    private void storeAlone(Webhook webhook) {
        try {
            store(List.of(webhook));
        } catch (RuntimeException e) {
            webhook.fail(e);
        }
    }

    private void store(List<Webhook> webhooks) {
        Set<Arrival> fresh = inbox.storeAtOnce(
                webhooks.stream().flatMap(it -> it.arrivals.stream()).toList());
        if (!fresh.isEmpty()) {
            loops.wake(Queue.INBOX);
        }
        if (fresh.stream().anyMatch(Arrival::needsLookup)) {
            loops.wake(Queue.LOOKUPS);
        }
        for (Webhook webhook : webhooks) {
            webhook.fresh =
                    (int) webhook.arrivals.stream().filter(fresh::contains).count();
            webhook.isDone = true;
        }
    }
}
