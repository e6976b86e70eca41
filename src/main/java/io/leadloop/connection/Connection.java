package io.leadloop.connection;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A connection as it may be shown: without the values of its secrets.
 *
 * @param name of the account or source, as it stands in plan lines and in the addresses of webhooks
 * @param type the ad platform or CRM
 * @param label what people call an account; null for the platform's name
 * @param keys the values that are no secrets, by their key; members of maps and lists as {@code key[member]}
 * @param secrets the keys of the secrets that are set
 * @param version 1 for the first; a change is refused that was made of an older one
 * @param changedBy the user's name
 */
public record Connection(
        ConnectionKind kind,
        String name,
        String type,
        @Nullable String label,
        ConnectionState state,
        Map<String, String> keys,
        Set<String> secrets,
        int version,
        Instant changedAt,
        String changedBy) {

    public Connection {
        keys = new TreeMap<>(keys);
        secrets = new TreeSet<>(secrets);
    }

    /** The key of a value, without the member of its map or list: {@code secrets} of {@code secrets[0]}. */
    static String field(String key) {
        int member = key.indexOf('[');
        return member < 0 ? key : key.substring(0, member);
    }
}
