package io.leadloop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folders of this JVM's tests, all below one that no other run has: {@code target/data/run...}. */
public final class TestRun {

    private static final Path HOME = begun();

    private TestRun() {}

    /** A new folder. Every PostgreSQL with its data below it ends with this JVM, see {@link Watchdog}. */
    public static Path folder(String purpose) {
        try {
            return Files.createTempDirectory(HOME, purpose);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path begun() {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target", "data")), "run")
                    .toAbsolutePath();
            Watchdog.beside(home);
            return home;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
