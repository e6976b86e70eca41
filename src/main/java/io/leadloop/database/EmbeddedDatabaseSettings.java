package io.leadloop.database;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the embedded PostgreSQL lives. Read only when no {@code spring.datasource.url} is set.
 *
 * @param directory holds the binaries, the data and the node lock; survives restarts, belongs to one machine
 * @param port a fixed port, or 0 for any free one (the console prints it)
 * @param durable false only in tests: gives up crash safety for speed
 */
@ConfigurationProperties("leadloop.database.embedded")
record EmbeddedDatabaseSettings(
        @DefaultValue(".data") Path directory,
        @DefaultValue("0") int port,
        @DefaultValue("true") boolean durable) {}
