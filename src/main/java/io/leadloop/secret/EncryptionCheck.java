package io.leadloop.secret;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Stops the start (IllegalStateException) of a node whose encryption key is not the one of its database: it could read
 * nothing that waits, and would seal what comes in with a key that no other node has. The first start on a database seals the check value,
 * one on a database from before the check only if the key opens the newest of everything that is sealed there.
 */
@Repository
class EncryptionCheck implements InitializingBean {

    private static final Logger log = LoggerFactory.getLogger(EncryptionCheck.class);
    private static final byte[] PLAIN = "leadloop.inbox.encryption-key".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final SecretBox box;
    private final Clock clock;
    private final boolean acceptsNewKey;
    private final SealedAnew resealed;

    /** @param acceptsNewKey whether this start makes the configured key the database's, because the old one is lost */
    EncryptionCheck(
            JdbcClient jdbc,
            SecretBox box,
            Clock clock,
            @Value("${leadloop.inbox.accept-new-key:false}") boolean acceptsNewKey,
            SealedAnew resealed) {
        this.resealed = resealed;
        this.jdbc = jdbc;
        this.box = box;
        this.clock = clock;
        this.acceptsNewKey = acceptsNewKey;
    }

    @Override
    public void afterPropertiesSet() {
        List<byte[]> check = jdbc.sql("select sealed from leadloop.encryption_check")
                .query((row, number) -> row.getBytes(1))
                .list();
        boolean fits = opens(check.isEmpty() ? newestSealed() : check);
        if (!fits && !acceptsNewKey) {
            throw new IllegalStateException(
                    "leadloop.inbox.encryption-key (LEADLOOP_INBOX_ENCRYPTIONKEY) is not the key"
                            + " of this database: what waits in it was sealed with another one. Start with the key that was in"
                            + " use before, the same on all nodes, or name it in leadloop.inbox.former-encryption-keys (with the embedded database it stands in inbox.key beside"
                            + " the data). If that key is lost for good, see 'The encryption key is lost' in"
                            + " docs/operations.md.");
        }
        if (!fits) {
            log.warn("The encryption key of this database was replaced (leadloop.inbox.accept-new-key); what was sealed"
                    + " with the old one cannot be read any more. Remove the setting again.");
            jdbc.sql("delete from leadloop.encryption_check").update();
        }
        if (check.isEmpty() || !fits) {
            write();
        } else if (box.isOfFormerKey(check.get(0))) {
            log.warn(
                    "The encryption key of this database is a new one; what the former one sealed is read on. Start every node"
                            + " with both (leadloop.inbox.former-encryption-keys).");
            replace(check.get(0));
        }
        resealed.all();
    }

    /** In one statement: a node beside us that has the former key only must not find the table empty. */
    private void replace(byte[] former) {
        jdbc.sql(
                        "update leadloop.encryption_check set sealed = :sealed, sealed_at = :now::timestamptz where sealed = :former")
                .param("sealed", box.seal(PLAIN))
                .param("now", clock.instant().toString())
                .param("former", former)
                .update();
    }

    private void write() {
        int written = jdbc.sql("""
                        insert into leadloop.encryption_check (sealed, sealed_at) values (:sealed, :now::timestamptz)
                        on conflict do nothing
                        """)
                .param("sealed", box.seal(PLAIN))
                .param("now", clock.instant().toString())
                .update();
        if (written == 0) {
            // A node that starts beside us was faster; its key is the one.
            afterPropertiesSet();
        }
    }

    private boolean opens(List<byte[]> sealed) {
        try {
            sealed.forEach(box::open);
            return true;
        } catch (IllegalStateException anotherKey) {
            return false;
        }
    }

    /** Of each table that holds sealed data the newest; the order of their writing is that of the rows' ids or times. */
    private List<byte[]> newestSealed() {
        return jdbc.sql("""
                        (select payload from leadloop.inbox_message where payload is not null order by id desc limit 1)
                        union all
                        (select sealed from leadloop.refresh_token order by updated_at desc limit 1)
                        union all
                        (select sealed from leadloop.file_import_chunk c join leadloop.file_import i on i.id = c.import_id
                         order by i.uploaded_at desc limit 1)
                        """).query((row, number) -> row.getBytes(1)).list();
    }
}
