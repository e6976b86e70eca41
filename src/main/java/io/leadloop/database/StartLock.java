package io.leadloop.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.stereotype.Component;

/**
 * Advisory lock under which one node at a time creates or changes the schema and starts its engine. Two engines that
 * start on an empty database at once fail (measured: three of three times). A node releases it when it has started; it
 * is bound to the database session, so a crash releases it too.
 */
@Component
public class StartLock implements ApplicationListener<ContextRefreshedEvent>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartLock.class);
    /** Any fixed number; spells "LeadLoop" in ASCII so that a DBA can recognise it in pg_locks. */
    private static final long KEY = 0x4C6561644C6F6F70L;

    private final DataSource dataSource;
    private final EngineSchema engine;
    private @Nullable Connection connection;

    StartLock(DataSource dataSource, EngineSchema engine) {
        this.dataSource = dataSource;
        this.engine = engine;
    }

    /**
     * Waits until no other node is starting, then puts Camunda's tables where they belong, before Flyway or the engine look
     * for them. Asking again while holding it does nothing.
     */
    public synchronized void acquire() {
        if (connection != null) {
            return;
        }
        try {
            Connection mine = dataSource.getConnection();
            try (Statement statement = mine.createStatement()) {
                statement.execute("select pg_advisory_lock(" + KEY + ")");
            } catch (SQLException e) {
                mine.close();
                throw e;
            }
            connection = mine;
            engine.settle();
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot take the start lock in the database: " + e.getMessage(), e);
        }
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent started) {
        close();
    }

    @Override
    public synchronized void close() {
        Connection mine = connection;
        connection = null;
        if (mine == null) {
            return;
        }
        try (mine;
                Statement statement = mine.createStatement()) {
            statement.execute("select pg_advisory_unlock(" + KEY + ")");
        } catch (SQLException e) {
            log.warn("Could not give back the start lock; the database frees it with the connection", e);
        }
    }
}
