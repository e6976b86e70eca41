package io.leadloop.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** One connection of the bench's own, to count what LeadLoop has done. */
final class Database implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final String url;
    private final Connection connection;

    private Database(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Database connect(String url) throws SQLException {
        return new Database(url, DriverManager.getConnection(url));
    }

    /** Connects as soon as the server is there; the application starts an embedded one. */
    static Database connectTo(App app, String url) {
        Database[] connected = new Database[1];
        Await.until("PostgreSQL to answer", START_LIMIT, Duration.ofMillis(50), () -> {
            app.mustRun();
            try {
                connected[0] = connect(url);
                return true;
            } catch (SQLException notYet) {
                return false;
            }
        });
        return connected[0];
    }

    Connection another() throws SQLException {
        return DriverManager.getConnection(url);
    }

    /** Process id of the server process that serves this connection. */
    long backend() {
        return number("select pg_backend_pid()");
    }

    long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql + ": " + e.getMessage(), e);
        }
    }

    List<String> texts(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql + ": " + e.getMessage(), e);
        }
    }

    void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The database refused: " + sql + ": " + e.getMessage(), e);
        }
    }

    /**
     * Tells the planner what the tables hold. Empty ones are left out: once it knows them to be empty, it reads them
     * from end to end, also in the checks of foreign keys, until autovacuum looks again.
     */
    void analyze() {
        execute("""
                do $$ declare it regclass; begin
                    for it in select oid from pg_class where relkind = 'r' and pg_relation_size(oid) > 0
                            and relnamespace::regnamespace::text in ('public', 'leadloop') loop
                        execute 'analyze ' || it;
                    end loop;
                end $$""");
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException alreadyGone) {
            // The server went first.
        }
    }
}
