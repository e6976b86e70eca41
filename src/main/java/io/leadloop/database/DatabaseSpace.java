package io.leadloop.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How large the database is and how large it may become. SQL cannot tell how much room a server's disk has. */
@Repository
public class DatabaseSpace {

    private final JdbcClient jdbc;
    private final EmbeddedDatabaseSettings settings;
    private final boolean embedded;

    DatabaseSpace(JdbcClient jdbc, EmbeddedDatabaseSettings settings, ObjectProvider<EmbeddedDatabase> embedded) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.embedded = embedded.getIfAvailable() != null;
    }

    /** The size of the database in bytes. */
    public long used() {
        return jdbc.sql("select pg_database_size(current_database())")
                .query(Long.class)
                .single();
    }

    /**
     * How many bytes it may take.
     *
     * @param configured counts where it is set
     * @return of the embedded database what it takes and what is free on its disk; empty where nobody knows
     */
    public Optional<Long> limit(@Nullable Long configured) {
        if (configured != null) {
            return Optional.of(configured);
        }
        return embedded ? Optional.of(used() + free()) : Optional.empty();
    }

    private long free() {
        try {
            return Files.getFileStore(settings.directory().toAbsolutePath()).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the free space of the data folder", e);
        }
    }
}
