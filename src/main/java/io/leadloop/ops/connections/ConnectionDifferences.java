package io.leadloop.ops.connections;

import io.leadloop.connection.ConnectionDraft;
import io.leadloop.connection.ConnectionRefused;
import io.leadloop.connection.Connections;
import java.util.Set;
import org.springframework.stereotype.Component;

/** What a document would change. */
@Component
class ConnectionDifferences {

    private final Connections connections;

    ConnectionDifferences(Connections connections) {
        this.connections = connections;
    }

    /**
     * @param changed the keys whose value would be another one, with {@code state}, {@code label}; never a value
     */
    record Difference(String name, boolean isNew, Set<String> changed) {}

    Difference of(ConnectionDraft draft, String who) throws ConnectionRefused {
        return new Difference(draft.name(), draft.basedOn() == 0, connections.difference(draft, who));
    }
}
