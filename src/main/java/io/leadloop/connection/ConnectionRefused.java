package io.leadloop.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** A connection cannot be made as it was asked for; nothing changed. Becomes 400, or the words beside the fields of the form. */
public final class ConnectionRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Map<String, String> byField;

    /**
     * @param words what is wrong and what to do; holds no value that was typed into a secret
     * @param byField what is wrong with which field: a key, or {@code name}, {@code type}
     */
    ConnectionRefused(String words, Map<String, String> byField) {
        super(words);
        this.byField = new LinkedHashMap<>(byField);
    }

    static ConnectionRefused at(String field, String words) {
        return new ConnectionRefused(words, Map.of(field, words));
    }

    /** The same where several are wanted at once, so that the words say which. */
    public ConnectionRefused of(String connection) {
        return new ConnectionRefused(connection + ": " + getMessage(), byField);
    }

    public Map<String, String> byField() {
        return byField;
    }
}
