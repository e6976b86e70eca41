package io.leadloop.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a connection leads to. */
public enum ConnectionKind {
    /** An account of an ad platform: {@code leadloop.destinations.<name>}. */
    ACCOUNT("leadloop.destinations"),
    /** A CRM or form whose webhooks come in: {@code leadloop.crm.sources.<name>}. */
    SOURCE("leadloop.crm.sources");

    private final String root;

    ConnectionKind(String root) {
        this.root = root;
    }

    /** Under which its types have their keys in the configuration. */
    String root() {
        return root;
    }

    /** As it stands in addresses: {@code account}, {@code source}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<ConnectionKind> of(String word) {
        return Stream.of(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
