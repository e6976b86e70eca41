package io.leadloop.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in a folder beside the application, for trying LeadLoop out and for its tests. The first node on a
 * folder owns the server: it starts it, or adopts the orphan that a killed predecessor left, and stops it at the end.
 * Further nodes on the same folder join it.
 */
final class EmbeddedDatabase implements AutoCloseable {

    static final String USER = "postgres";

    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private static final Duration GOODBYE = Duration.ofSeconds(3);

    private final int port;
    private final @Nullable NodeLock ownership;
    private final AutoCloseable server;

    private EmbeddedDatabase(int port, @Nullable NodeLock ownership, AutoCloseable server) {
        this.port = port;
        this.ownership = ownership;
        this.server = server;
    }

    static EmbeddedDatabase start(EmbeddedDatabaseSettings settings) {
        Path directory = settings.directory().toAbsolutePath().normalize();
        Path data = directory.resolve("postgres");
        try {
            Files.createDirectories(directory);
            Optional<NodeLock> lock = NodeLock.tryOn(directory.resolve("node.lock"));
            if (lock.isEmpty()) {
                return join(data);
            }
            return own(settings, directory, data, lock.get());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the data folder " + directory + ": " + e.getMessage(), e);
        }
    }

    String jdbcUrl() {
        return "jdbc:postgresql://localhost:" + port + "/postgres?reWriteBatchedInserts=true";
    }

    private static EmbeddedDatabase join(Path data) {
        RunningPostmaster neighbour = RunningPostmaster.on(data)
                .filter(it -> it.answersWithin(START_LIMIT))
                .orElseThrow(() -> new IllegalStateException("Another LeadLoop holds " + data
                        + " but its PostgreSQL does not answer. Wait for it to start, stop it, or choose another"
                        + " folder with leadloop.database.embedded.directory."));
        log.info("Joined the PostgreSQL of another LeadLoop node on {} (port {})", data, neighbour.port());
        return new EmbeddedDatabase(neighbour.port(), null, () -> {});
    }

    private static EmbeddedDatabase own(EmbeddedDatabaseSettings settings, Path directory, Path data, NodeLock lock)
            throws IOException {
        Optional<RunningPostmaster> orphan = RunningPostmaster.on(data);
        if (orphan.isPresent() && orphan.get().answersWithin(START_LIMIT)) {
            RunningPostmaster adopted = orphan.get();
            log.info("Took over the PostgreSQL that an earlier run left on {} (port {})", data, adopted.port());
            return new EmbeddedDatabase(adopted.port(), lock, () -> adopted.stop(STOP_LIMIT));
        }
        orphan.ifPresent(silent -> silent.stop(STOP_LIMIT));
        EmbeddedPostgres started = launch(settings, directory, data);
        log.info("Started PostgreSQL on {} (port {}, user {})", data, started.getPort(), USER);
        return new EmbeddedDatabase(started.getPort(), lock, started);
    }

    private static EmbeddedPostgres launch(EmbeddedDatabaseSettings settings, Path directory, Path data) {
        String safety = settings.durable() ? "on" : "off";
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setDataDirectory(data.toFile())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setLocaleConfig("locale", "C")
                // zonky passes -F (no fsync) first; the later setting wins, and this data has to outlive a crash.
                .setServerConfig("fsync", safety)
                .setServerConfig("synchronous_commit", safety)
                .setServerConfig("full_page_writes", safety)
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "100")
                .setServerConfig("random_page_cost", "1.1");
        if (settings.port() != 0) {
            builder.setPort(settings.port());
        }
        try {
            return builder.start();
        } catch (IOException | RuntimeException e) {
            throw new EmbeddedDatabaseCannotStart(data, e);
        }
    }

    /** Stops the server that this node owns, unless other nodes work on it: then the next owner finds it running. */
    @Override
    public void close() throws Exception {
        if (ownership != null && othersStayConnected()) {
            log.info("Left PostgreSQL (port {}) running: another LeadLoop node works on it", port);
        } else {
            server.close();
        }
        if (ownership != null) {
            ownership.close();
        }
    }

    /** Our own pool's connections are still going when it has been closed; those of another node stay. */
    private boolean othersStayConnected() {
        long until = System.nanoTime() + GOODBYE.toNanos();
        while (othersAreConnected()) {
            if (System.nanoTime() > until) {
                return true;
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        return false;
    }

    private boolean othersAreConnected() {
        try (Connection connection = DriverManager.getConnection(jdbcUrl(), USER, "");
                Statement statement = connection.createStatement();
                ResultSet others = statement.executeQuery("select count(*) from pg_stat_activity"
                        + " where backend_type = 'client backend' and pid <> pg_backend_pid()")) {
            return others.next() && others.getLong(1) > 0;
        } catch (SQLException e) {
            log.debug("PostgreSQL does not answer any more", e);
            return false;
        }
    }

    /** Held by the node that owns the server; the operating system frees it when that node dies. */
    private record NodeLock(FileChannel channel, FileLock lock) implements AutoCloseable {

        static Optional<NodeLock> tryOn(Path file) throws IOException {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                FileLock lock = channel.tryLock();
                if (lock != null) {
                    return Optional.of(new NodeLock(channel, lock));
                }
            } catch (OverlappingFileLockException heldInThisJvm) {
                log.debug("{} is held by another context of this JVM", file);
            }
            channel.close();
            return Optional.empty();
        }

        @Override
        public void close() throws IOException {
            lock.release();
            channel.close();
        }
    }
}
