package io.leadloop.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A real PostgreSQL on a fixed port that a test stops and starts; its data survives. It ends with the tests' JVM. */
public final class OwnPostgres implements AutoCloseable {

    public static final String USER = "postgres";

    private final Path folder = TestRun.folder("own");
    private final int port = Ports.free();
    private @Nullable EmbeddedPostgres server;

    private OwnPostgres() {}

    public static OwnPostgres started() {
        OwnPostgres postgres = new OwnPostgres();
        postgres.start();
        return postgres;
    }

    /** Returns when it takes connections. */
    public void start() {
        try {
            server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setDataDirectory(folder.resolve("postgres").toFile())
                    .setCleanDataDirectory(false)
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .setPort(port)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As after a crash of the machine: all its sessions end at once. Returns when it is gone. */
    public void stop() {
        postmaster().ifPresent(it -> {
            it.destroyForcibly();
            try {
                it.onExit().get(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException | java.util.concurrent.ExecutionException | TimeoutException e) {
                throw new IllegalStateException("PostgreSQL does not end", e);
            }
        });
        EmbeddedPostgres ended = server;
        server = null;
        if (ended != null) {
            try {
                // Frees the lock on the data folder, which this JVM would hold against its own next start.
                ended.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private java.util.Optional<ProcessHandle> postmaster() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readAllLines(folder.resolve("postgres/postmaster.pid"))
                    .get(0)
                    .trim()));
        } catch (IOException none) {
            return java.util.Optional.empty();
        }
    }

    public String url() {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(new DriverManagerDataSource(url(), USER, ""));
    }

    @Override
    public void close() {
        stop();
    }
}
