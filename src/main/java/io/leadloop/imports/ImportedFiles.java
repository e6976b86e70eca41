package io.leadloop.imports;

import io.leadloop.secret.SecretBox;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Repository of file contents, in encrypted chunks. */
@Repository
class ImportedFiles {

    private final JdbcClient jdbc;
    private final SecretBox box;

    ImportedFiles(JdbcClient jdbc, SecretBox box) {
        this.jdbc = jdbc;
        this.box = box;
    }

    void store(UUID file, int number, byte[] part) {
        jdbc.sql("""
                        insert into leadloop.file_import_chunk (import_id, number, sealed)
                        values (:file::uuid, :number, :sealed)
                        """)
                .param("file", file.toString())
                .param("number", number)
                .param("sealed", box.seal(part))
                .update();
    }

    void remove(UUID file) {
        jdbc.sql("delete from leadloop.file_import_chunk where import_id = :file::uuid")
                .param("file", file.toString())
                .update();
    }

    private byte @Nullable [] chunk(UUID file, int number) {
        byte[] sealed = jdbc.sql("""
                        select sealed from leadloop.file_import_chunk
                        where import_id = :file::uuid and number = :number
                        """)
                .param("file", file.toString())
                .param("number", number)
                .query((row, n) -> Objects.requireNonNull(row.getBytes(1)))
                .optional()
                .orElse(null);
        try {
            return sealed == null ? null : box.open(sealed);
        } catch (IllegalStateException e) {
            throw new BadFile(
                    "The file cannot be decrypted. Was leadloop.inbox.encryption-key changed? Upload it again.");
        }
    }

    /** The file from its beginning, one chunk in memory at a time. */
    InputStream open(UUID file) {
        return new InputStream() {

            private int next;
            private byte[] chunk = {};
            private int at;

            @Override
            public int read() {
                return isAtEnd() ? -1 : chunk[at++] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (isAtEnd()) {
                    return -1;
                }
                int taken = Math.min(length, chunk.length - at);
                System.arraycopy(chunk, at, buffer, offset, taken);
                at += taken;
                return taken;
            }

            private boolean isAtEnd() {
                while (at == chunk.length) {
                    byte[] following = chunk(file, next);
                    if (following == null) {
                        return true;
                    }
                    next++;
                    chunk = following;
                    at = 0;
                }
                return false;
            }
        };
    }
}
