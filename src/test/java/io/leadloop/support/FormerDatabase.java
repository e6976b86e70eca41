package io.leadloop.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.springframework.test.context.DynamicPropertyRegistry;

/**
 * A PostgreSQL of its own with what a former release left in it ({@code scripts/dump-release}). It ends with the tests' JVM.
 */
public final class FormerDatabase {

    public static final String USER = "postgres";

    /** What waits in the inbox of the dumps is encrypted by it; made up. */
    private static final String ENCRYPTION_KEY = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    private final String url;

    private FormerDatabase(String url) {
        this.url = url;
    }

    /** @param dump a resource, gzip'd SQL */
    public static FormerDatabase of(String dump) {
        Path folder = TestRun.folder("former");
        try {
            EmbeddedPostgres server = EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(folder.resolve("binaries").toFile())
                    .setDataDirectory(folder.resolve("postgres").toFile())
                    .setLocaleConfig("locale", "C")
                    .setRegisterShutdownHook(false)
                    .start();
            FormerDatabase database = new FormerDatabase(server.getJdbcUrl(USER, "postgres"));
            database.execute(read(dump));
            return database;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String dump) throws IOException {
        try (InputStream file = Objects.requireNonNull(FormerDatabase.class.getResourceAsStream(dump), dump);
                InputStream sql = new GZIPInputStream(file)) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The dump does not fit", e);
        }
    }

    /** LeadLoop starts on it. */
    public void isUsed(DynamicPropertyRegistry registry) {
        registry.add("spring.datasource.url", () -> url);
        registry.add("spring.datasource.username", () -> USER);
        registry.add("leadloop.inbox.encryption-key", () -> ENCRYPTION_KEY);
    }
}
