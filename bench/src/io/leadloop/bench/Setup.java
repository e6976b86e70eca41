package io.leadloop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the LeadLoop under test is configured; the same for each of its starts.
 *
 * @param folder a temporary folder: the embedded database, the log
 * @param port of the application; the embedded PostgreSQL has the one two after it
 * @param platformPort of the fake platform
 * @param jdbc an external PostgreSQL instead of the embedded one
 * @param appOptions further options of the application, as they stand
 */
record Setup(
        Path jar,
        Path folder,
        int port,
        int platformPort,
        Optional<String> jdbc,
        String webhookSecret,
        String encryptionKey,
        String adminPassword,
        List<String> javaOptions,
        List<String> appOptions) {

    static final String SOURCE = "bench";

    static String random(int bytes) {
        byte[] random = new byte[bytes];
        new SecureRandom().nextBytes(random);
        return Base64.getEncoder().encodeToString(random);
    }

    /**
     * Of the options {@code jar}, {@code port} and {@code jdbc}, with secrets of its own; the fake platform has the port after the
     * application's.
     *
     * @param folder may be deleted at the end
     */
    static Setup of(Arguments arguments, Path folder, List<String> javaOptions, List<String> appOptions) {
        int port = arguments.number("port", 18080);
        return new Setup(
                Path.of(arguments.text("jar", "target/leadloop.jar")).toAbsolutePath(),
                folder,
                port,
                port + 1,
                arguments.find("jdbc"),
                "whsec_" + random(24),
                random(32),
                random(18),
                javaOptions,
                appOptions);
    }

    /**
     * Another node on the same database.
     *
     * @param number from 1; it has a folder and three ports of its own
     */
    Setup node(int number, int platform, List<String> options) {
        try {
            return new Setup(
                    jar,
                    Files.createDirectories(folder.resolve("node-" + number)),
                    port + 3 * number,
                    platform,
                    Optional.of(jdbcUrl()),
                    webhookSecret,
                    encryptionKey,
                    adminPassword,
                    javaOptions,
                    options);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot make a folder for node " + number, e);
        }
    }

    String address() {
        return "http://localhost:" + port;
    }

    int postgresPort() {
        return port + 2;
    }

    String jdbcUrl() {
        return jdbc.orElse("jdbc:postgresql://localhost:" + postgresPort() + "/postgres?user=postgres");
    }

    Path log() {
        return folder.resolve("leadloop.log");
    }

    Path postmasterFile() {
        return folder.resolve("data/postgres/postmaster.pid");
    }

    Map<String, String> properties(boolean dispatch, boolean uploads) {
        String source = "leadloop.crm.sources." + SOURCE + ".";
        String google = "leadloop.destinations.google-ads.";
        String platform = "http://localhost:" + platformPort();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("server.port", Integer.toString(port));
        properties.put("leadloop.inbox.dispatch", Boolean.toString(dispatch));
        properties.put("leadloop.upload.enabled", Boolean.toString(uploads));
        properties.put(source + "type", "generic");
        properties.put(source + "verification", "standard-webhooks");
        properties.put(source + "consent-when-absent", "granted");
        properties.put(google + "base-url", platform);
        properties.put(google + "token-uri", platform + "/token");
        properties.put(google + "client-id", "bench");
        properties.put(google + "customer-id", "1234567890");
        properties.put(google + "conversion-actions.mql", "1001");
        properties.put(google + "conversion-actions.sql", "1002");
        properties.put(google + "conversion-actions.won", "1003");
        if (jdbc.isEmpty()) {
            properties.put(
                    "leadloop.database.embedded.directory",
                    folder.resolve("data").toString());
            properties.put("leadloop.database.embedded.port", Integer.toString(postgresPort()));
        }
        return properties;
    }

    /** Go by the environment, where no list of processes shows them. */
    Map<String, String> secrets() {
        Map<String, String> secrets = new LinkedHashMap<>();
        secrets.put("LEADLOOP_ADMIN_PASSWORD", adminPassword);
        secrets.put("LEADLOOP_CRM_SOURCES_" + SOURCE.toUpperCase(java.util.Locale.ROOT) + "_SECRETS", webhookSecret);
        secrets.put("LEADLOOP_DESTINATIONS_GOOGLEADS_CLIENTSECRET", "bench");
        secrets.put("LEADLOOP_DESTINATIONS_GOOGLEADS_REFRESHTOKEN", "bench");
        secrets.put("LEADLOOP_INBOX_ENCRYPTIONKEY", encryptionKey);
        jdbc.ifPresent(url -> secrets.put("SPRING_DATASOURCE_URL", url));
        return secrets;
    }
}
