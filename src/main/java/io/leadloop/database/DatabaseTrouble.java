package io.leadloop.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** A cause for which PostgreSQL as a whole takes no work, recognised by its SQLSTATE. Nothing is lost by it. */
public enum DatabaseTrouble {
    /** It cannot be reached, is starting or stopping, or no connection came free in time. */
    AWAY("The database does not answer"),
    /** 53100. */
    DISK_FULL("The database's disk is full: make room there"),
    /** 25006: a standby, or a hosted database that has locked itself because it is nearly full. */
    READ_ONLY("The database takes no writes: it is a standby, or has locked itself because it is nearly full");

    private static final int DEEPEST = 20;
    /** HikariCP's words, without a SQLSTATE, for a connection that broke while it was in use. */
    private static final String CLOSED_BY_POOL = "Connection is closed";

    private final String words;

    DatabaseTrouble(String words) {
        this.words = words;
    }

    /** What is wrong, without a full stop. */
    public String words() {
        return words;
    }

    /** The trouble of which this failure tells; empty for any other failure. */
    public static Optional<DatabaseTrouble> of(Throwable failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
            if (cause instanceof SQLTransientConnectionException) {
                return Optional.of(AWAY);
            }
            if (cause instanceof SQLException pool && CLOSED_BY_POOL.equals(pool.getMessage())) {
                return Optional.of(AWAY);
            }
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                Optional<DatabaseTrouble> trouble = ofState(sql.getSQLState());
                if (trouble.isPresent()) {
                    return trouble;
                }
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<DatabaseTrouble> ofState(String state) {
        if (state.startsWith("08") || state.startsWith("57P0") || state.equals("53300")) {
            return Optional.of(AWAY);
        }
        return switch (state) {
            case "53100" -> Optional.of(DISK_FULL);
            case "25006" -> Optional.of(READ_ONLY);
            default -> Optional.empty();
        };
    }
}
