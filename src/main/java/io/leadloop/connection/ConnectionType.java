package io.leadloop.connection;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A type of connection with the fields of its form.
 *
 * @param id the value of {@code type} in the configuration
 * @param name the platform's or CRM's
 * @param fields the main ones first, in the order in which they are typed
 */
public record ConnectionType(ConnectionKind kind, String id, String name, List<ConnectionField> fields) {

    public Optional<ConnectionField> field(String key) {
        return fields.stream()
                .filter(it -> it.key().equals(Connection.field(key)))
                .findFirst();
    }

    /**
     * The same type with these keys shown first, each with where its value is found, and others behind "More settings".
     *
     * @param asked by key, of a map with its member as {@code fields.click-ids.gclid}
     */
    public ConnectionType asking(Map<String, String> asked, Set<String> later) {
        Map<String, String> where = new LinkedHashMap<>();
        asked.forEach((key, words) -> fields.stream()
                .map(ConnectionField::key)
                .filter(it -> key.equals(it) || key.startsWith(it + "."))
                .max(Comparator.comparingInt(String::length))
                .ifPresent(it -> where.merge(it, words, (one, other) -> one + " " + other)));
        List<ConnectionField> main = fields.stream()
                .filter(it -> it.isMain() && !later.contains(it.key()) || where.containsKey(it.key()))
                .map(it -> where.containsKey(it.key()) ? it.shownFirst(where.get(it.key())) : it)
                .toList();
        Set<String> shown = main.stream().map(ConnectionField::key).collect(Collectors.toSet());
        Stream<ConnectionField> rest =
                fields.stream().filter(it -> !shown.contains(it.key())).map(ConnectionField::shownLater);
        return new ConnectionType(
                kind, id, name, Stream.concat(main.stream(), rest).toList());
    }

    public boolean isSecret(String key) {
        return field(key).map(ConnectionField::isSecret).orElse(false);
    }
}
