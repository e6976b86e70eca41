package io.leadloop.database;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/**
 * Leaves out of the log what all threads, pools and libraries say about a {@link DatabaseTrouble}, with stack traces of a
 * hundred lines each, and says it itself in one line a minute.
 */
final class DatabaseTroubleLog extends TurboFilter {

    private static final org.slf4j.Logger log = LoggerFactory.getLogger(DatabaseTrouble.class);
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final String POOL = "com.zaxxer.hikari.pool.";

    private final Consumer<DatabaseTrouble> told;
    private final LongSupplier nanos;
    private final Map<DatabaseTrouble, Long> lastSaid = new EnumMap<>(DatabaseTrouble.class);
    private final Map<DatabaseTrouble, Integer> leftOut = new EnumMap<>(DatabaseTrouble.class);

    /** @param told is told each time, before the line */
    DatabaseTroubleLog(Consumer<DatabaseTrouble> told, LongSupplier nanos) {
        this.told = told;
        this.nanos = nanos;
    }

    @Override
    public FilterReply decide(
            @Nullable Marker marker,
            Logger logger,
            Level level,
            @Nullable String format,
            Object @Nullable [] arguments,
            @Nullable Throwable failure) {
        if (format == null || !level.isGreaterOrEqual(Level.WARN)) {
            return FilterReply.NEUTRAL;
        }
        Optional<DatabaseTrouble> trouble = trouble(logger, format, arguments, failure);
        if (trouble.isEmpty()) {
            return FilterReply.NEUTRAL;
        }
        told.accept(trouble.get());
        say(trouble.get(), logger);
        return FilterReply.DENY;
    }

    private static Optional<DatabaseTrouble> trouble(
            Logger logger, String format, Object @Nullable [] arguments, @Nullable Throwable failure) {
        if (failure != null) {
            return DatabaseTrouble.of(failure);
        }
        if (arguments != null && arguments.length > 0 && arguments[arguments.length - 1] instanceof Throwable last) {
            return DatabaseTrouble.of(last);
        }
        boolean isDeadConnection =
                logger.getName().startsWith(POOL) && format.contains("Failed to validate connection");
        return isDeadConnection ? Optional.of(DatabaseTrouble.AWAY) : Optional.empty();
    }

    private synchronized void say(DatabaseTrouble trouble, Logger logger) {
        long now = nanos.getAsLong();
        Long last = lastSaid.get(trouble);
        if (last != null && now - last < EVERY.toNanos()) {
            leftOut.merge(trouble, 1, Integer::sum);
            return;
        }
        lastSaid.put(trouble, now);
        Integer left = leftOut.remove(trouble);
        log.warn(
                "{}. Webhooks get 503, their senders repeat them; everything else waits and goes on by itself. First"
                        + " noticed by {}; {} more messages about it were left out since the last one.",
                trouble.words(),
                logger.getName(),
                left == null ? 0 : left);
    }
}
