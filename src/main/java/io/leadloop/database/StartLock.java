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
 * Lets one node at a time create or change the schema. Two engines that meet an empty database at once break each
 * other (measured: three of three times), so whoever builds one takes this lock first and the node gives it back when
 * it has started. The lock is a session's: it is free as soon as a node dies.
 */
@Component
public class StartLock implements ApplicationListener<ContextRefreshedEvent>, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StartLock.class);
    /** Any fixed number; spells "LeadLoop" in ASCII so that a DBA can recognise it in pg_locks. */
    private static final long KEY = 0x4C6561644C6F6F70L;

    private final DataSource dataSource;
    private @Nullable Connection connection;

    StartLock(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Waits until no other node is starting. Asking again while holding it does nothing. */
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
