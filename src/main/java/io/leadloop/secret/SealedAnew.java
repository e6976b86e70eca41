package io.leadloop.secret;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Seals with the present key what lasts and a former one sealed: the secrets of connections and the refresh tokens that platforms
 * replaced. Events and files in the inbox go by themselves when they are applied and kept long enough.
 */
@Repository
class SealedAnew {

    private static final Logger log = LoggerFactory.getLogger(SealedAnew.class);

    private final JdbcClient jdbc;
    private final SecretBox box;

    SealedAnew(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    /** Idempotent; what no known key opens stays as it is. */
    void all() {
        int many = of("leadloop.connection", "secrets") + of("leadloop.refresh_token", "sealed");
        if (many > 0) {
            log.info("Sealed {} secrets of connections and refresh tokens with the new encryption key", many);
        }
    }

    private int of(String table, String column) {
        List<byte[]> sealed = jdbc.sql("select %2$s from %1$s where %2$s is not null".formatted(table, column))
                .query((row, number) -> row.getBytes(1))
                .list();
        int many = 0;
        for (byte[] it : sealed) {
            if (box.isOfFormerKey(it)) {
                // Whoever changed it meanwhile has sealed it with the present key.
                many += jdbc.sql("update %1$s set %2$s = :anew where %2$s = :before".formatted(table, column))
                        .param("anew", box.seal(box.open(it)))
                        .param("before", it)
                        .update();
            }
        }
        return many;
    }
}
