package io.leadloop.secret;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Provides the {@link SecretBox}: with the configured key or, for the embedded database, with a key generated once and
 * kept beside it.
 */
@Configuration(proxyBeanMethods = false)
class SecretBoxConfiguration {

    @Bean
    SecretBox secretBox(
            @Value("${leadloop.inbox.encryption-key:#{null}}") @Nullable String configured,
            Environment environment,
            @Value("${leadloop.database.embedded.directory:.data}") Path directory) {
        List<String> former = Binder.get(environment)
                .bind("leadloop.inbox.former-encryption-keys", Bindable.listOf(String.class))
                .orElse(List.of());
        if (configured != null) {
            return new SecretBox(configured, former);
        }
        if (environment.containsProperty("spring.datasource.url")) {
            throw new IllegalStateException("Set leadloop.inbox.encryption-key (LEADLOOP_INBOX_ENCRYPTIONKEY), the same"
                    + " on all nodes: payloads are kept encrypted. Make one with: openssl rand -base64 32");
        }
        return new SecretBox(keptKey(directory.resolve("inbox.key")), former);
    }

    private static String keptKey(Path file) {
        try {
            if (!Files.exists(file)) {
                byte[] key = new byte[32];
                new SecureRandom().nextBytes(key);
                Files.createDirectories(file.toAbsolutePath().getParent());
                Path fresh = Files.createTempFile(
                        file.toAbsolutePath().getParent(),
                        "inbox",
                        ".key",
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
                Files.writeString(fresh, Base64.getEncoder().encodeToString(key), StandardOpenOption.WRITE);
                try {
                    // A link fails when a node beside us was faster; then its key is the one.
                    Files.createLink(file, fresh);
                } catch (FileAlreadyExistsException itsKeyCounts) {
                    return Files.readString(file);
                } finally {
                    Files.delete(fresh);
                }
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the key of the inbox in " + file, e);
        }
    }
}
