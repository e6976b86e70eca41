package io.leadloop.connection;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants a connection to be.
 *
 * @param label null for the platform's name
 * @param keys all values, members of maps and lists as {@code key[member]}; a secret that is left out or blank stays as it is,
 *     anything else that is left out is removed
 * @param basedOn the version that was seen; 0 for a connection that is new
 */
public record ConnectionDraft(
        ConnectionKind kind,
        String name,
        String type,
        @Nullable String label,
        ConnectionState state,
        Map<String, String> keys,
        int basedOn) {

    /** Names its keys, not their values. */
    @Override
    public String toString() {
        return "ConnectionDraft[" + kind + " " + name + ", " + type + ", " + state + ", " + keys.keySet()
                + ", based on " + basedOn + "]";
    }
}
