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
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every key under {@code leadloop.}, as the build wrote them into {@code META-INF/spring-configuration-metadata.json}. In it
 * {@code leadloop.crm.sources.<type>.x} is a key of each source of that type, whatever the source's name, and {@code *}
 * stands for each source and each destination.
 */
record KnownKeys(Collection<KnownKey> keys) {

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

    /** @throws UncheckedIOException if the metadata cannot be read */
    static KnownKeys ofClassPath() {
        try {
            List<Property> properties = new ArrayList<>();
            for (URL url : Collections.list(KnownKeys.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = url.openStream()) {
                    JsonNode document = new ObjectMapper().readTree(in);
                    document.path("properties").forEach(it -> add(properties, it));
                }
            }
            return of(properties);
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

    private static KnownKeys of(List<Property> properties) {
        Set<String> destinations = properties.stream()
                .filter(it -> it.isUnder(DESTINATIONS))
                .map(it -> it.elements().get(DESTINATIONS.size()))
                .filter(it -> !it.equals(KnownKey.ANY))
                .collect(Collectors.toSet());
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
            }
        }
        return new KnownKeys(keys);
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
