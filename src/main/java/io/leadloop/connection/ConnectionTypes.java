package io.leadloop.connection;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/**
 * The types of connections. Their keys are those of the configuration, as the build wrote them with types, defaults and
 * sentences into the configuration metadata; which of them a person has to type first says {@code connection-forms.yaml}.
 */
@Component
public class ConnectionTypes {

    private final List<ConnectionType> all = new ArrayList<>();

    ConnectionTypes() {
        ConfigurationKeys keys = ConfigurationKeys.ofClassPath();
        for (FormGuide guide : FormGuide.all()) {
            Map<String, ConnectionField> fields = new LinkedHashMap<>();
            keys.of(guide.kind(), guide.type()).forEach(it -> fields.put(it.key(), it));
            List<ConnectionField> inOrder = new ArrayList<>();
            guide.main().forEach((key, where) -> {
                ConnectionField field = fields.remove(key);
                if (field == null) {
                    throw new IllegalStateException(
                            FormGuide.FILE + ": " + guide.type() + " has no key '" + key + "'.");
                }
                inOrder.add(field.shownFirst(where));
            });
            inOrder.addAll(fields.values());
            all.add(new ConnectionType(guide.kind(), guide.type(), guide.name(), List.copyOf(inOrder)));
        }
    }

    public List<ConnectionType> of(ConnectionKind kind) {
        return all.stream().filter(isOf(kind)).toList();
    }

    public Optional<ConnectionType> find(ConnectionKind kind, String id) {
        return all.stream().filter(isOf(kind)).filter(it -> it.id().equals(id)).findFirst();
    }

    private static Predicate<ConnectionType> isOf(ConnectionKind kind) {
        return it -> it.kind() == kind;
    }
}
