package io.leadloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every key under {@code leadloop.}, as the build wrote them into {@code META-INF/spring-configuration-metadata.json}. In it
 * {@code leadloop.crm.sources.<type>.x} is a key of each source of that type, whatever the source's name, {@code
 * leadloop.destinations.<type>.x} one of each account of that type, and {@code *} stands for each source and each account.
 *
 * @param unclearAccounts letters of the names of accounts whose type is unknown: which keys they have nobody can say, and the
 *     destination room stops the start with better words
 */
record KnownKeys(Collection<KnownKey> keys, Set<String> unclearAccounts) {

    static final String ROOT = "leadloop";
    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final List<String> SOURCES = List.of(ROOT, "crm", "sources");
    private static final List<String> DESTINATIONS = List.of(ROOT, "destinations");

    /** Maps whose names are destinations. */
    private static final Set<List<String>> BY_DESTINATION =
            Set.of(List.of(ROOT, "quality", "attribution-days"), List.of(ROOT, "quality", "zones"));

    private record Property(List<String> elements, @Nullable String type) {

        boolean isUnder(List<String> parent) {
            return elements.size() > parent.size() + 1
                    && elements.subList(0, parent.size()).equals(parent);
        }
    }

    /**
     * @param accounts the types of the accounts that have names of their own, by these
     * @throws UncheckedIOException if the metadata cannot be read
     */
    static KnownKeys ofClassPath(Map<String, String> accounts) {
        try {
            List<Property> properties = new ArrayList<>();
            for (URL url : Collections.list(KnownKeys.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = url.openStream()) {
                    JsonNode document = new ObjectMapper().readTree(in);
                    document.path("properties").forEach(it -> add(properties, it));
                }
            }
            return of(properties, accounts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void add(List<Property> properties, JsonNode property) {
        List<String> elements = List.of(property.path("name").asText().split("\\."));
        if (elements.get(0).equals(ROOT)) {
            properties.add(new Property(elements, property.path("type").asText(null)));
        }
    }

    private static KnownKeys of(List<Property> properties, Map<String, String> accounts) {
        Set<String> destinations = properties.stream()
                .filter(it -> it.isUnder(DESTINATIONS))
                .map(it -> it.elements().get(DESTINATIONS.size()))
                .filter(it -> !it.equals(KnownKey.ANY))
                .collect(Collectors.toSet());
        Set<String> types = Set.copyOf(destinations);
        accounts.forEach((name, type) -> {
            if (types.contains(type)) {
                destinations.add(name);
            }
        });
        List<KnownKey> keys = new ArrayList<>();
        for (Property property : properties) {
            if (property.isUnder(SOURCES)) {
                String type = property.elements().get(SOURCES.size());
                keys.add(KnownKey.of(
                        named(property, SOURCES.size(), KnownKey.ANY),
                        property.type(),
                        type.equals(KnownKey.ANY) ? null : type));
            } else if (property.isUnder(DESTINATIONS)
                    && property.elements().get(DESTINATIONS.size()).equals(KnownKey.ANY)) {
                destinations.forEach(
                        it -> keys.add(KnownKey.of(named(property, DESTINATIONS.size(), it), property.type(), null)));
            } else if (BY_DESTINATION.contains(property.elements())) {
                destinations.forEach(it -> keys.add(KnownKey.of(below(property, it), null, null)));
            } else if (!property.elements().equals(DESTINATIONS)) {
                keys.add(KnownKey.of(property.elements(), property.type(), null));
                if (property.isUnder(DESTINATIONS)) {
                    String type = property.elements().get(DESTINATIONS.size());
                    accounts.forEach((name, its) -> {
                        if (its.equals(type) && !name.equals(type)) {
                            keys.add(KnownKey.of(named(property, DESTINATIONS.size(), name), property.type(), null));
                        }
                    });
                }
            }
        }
        return new KnownKeys(
                keys,
                accounts.entrySet().stream()
                        .filter(it -> !types.contains(it.getValue()))
                        .map(it -> KnownKey.uniform(it.getKey()))
                        .collect(Collectors.toSet()));
    }

    /** Whether a key of these parts belongs to an account whose type is unknown. */
    boolean isOfUnclearAccount(List<String> key) {
        return accountOf(key)
                .map(KnownKey::uniform)
                .filter(unclearAccounts::contains)
                .isPresent();
    }

    private static Optional<String> accountOf(List<String> key) {
        int position = DESTINATIONS.size();
        boolean isAccounts = key.size() > position
                && key.subList(0, position).stream()
                        .map(KnownKey::uniform)
                        .toList()
                        .equals(DESTINATIONS);
        return isAccounts ? Optional.of(key.get(position)) : Optional.empty();
    }

    private static List<String> named(Property property, int position, String name) {
        List<String> elements = new ArrayList<>(property.elements());
        elements.set(position, name);
        return elements;
    }

    private static List<String> below(Property property, String name) {
        List<String> elements = new ArrayList<>(property.elements());
        elements.add(name);
        return elements;
    }

    /** The name of the source that a key of these parts belongs to; null for other keys. */
    static @Nullable String sourceOf(List<String> key) {
        boolean isSources = key.size() > SOURCES.size()
                && key.subList(0, SOURCES.size()).stream()
                        .map(KnownKey::uniform)
                        .toList()
                        .equals(SOURCES);
        return isSources ? key.get(SOURCES.size()) : null;
    }

    /** The name of the account that a key of these parts would belong to, if there is none of that name. */
    Optional<String> accountWithoutType(List<String> key) {
        int position = DESTINATIONS.size();
        return accountOf(key)
                .filter(name -> keys.stream()
                        .map(KnownKey::elements)
                        .noneMatch(it -> it.size() > position
                                && it.subList(0, position).equals(DESTINATIONS)
                                && KnownKey.uniform(it.get(position)).equals(KnownKey.uniform(name))));
    }

    /** Without the keys that sources of other types have; all of them for a type that is not known. */
    Collection<KnownKey> forSourceType(@Nullable String type) {
        return keys.stream()
                        .anyMatch(
                                it -> it.sourceType() != null && it.sourceType().equals(type))
                ? keys.stream()
                        .filter(it -> it.sourceType() == null || it.sourceType().equals(type))
                        .toList()
                : keys;
    }
}
