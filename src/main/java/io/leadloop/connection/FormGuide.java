package io.leadloop.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a person has to type to connect a type, from {@code connection-forms.yaml}.
 *
 * @param main the keys in their order, each with where its value is found
 */
record FormGuide(ConnectionKind kind, String type, String name, Map<String, String> main) {

    static final String FILE = "/connection-forms.yaml";

    /** Throws UncheckedIOException if the file cannot be read. */
    static List<FormGuide> all() {
        try (InputStream in = Objects.requireNonNull(FormGuide.class.getResourceAsStream(FILE), FILE)) {
            JsonNode file = new YAMLMapper().readTree(in);
            List<FormGuide> guides = new ArrayList<>();
            for (ConnectionKind kind : ConnectionKind.values()) {
                file.path(kind.word()).fields().forEachRemaining(it -> {
                    Map<String, String> main = new LinkedHashMap<>();
                    it.getValue()
                            .path("main")
                            .fields()
                            .forEachRemaining(
                                    key -> main.put(key.getKey(), key.getValue().asText()));
                    guides.add(new FormGuide(
                            kind, it.getKey(), it.getValue().path("name").asText(), main));
                });
            }
            return guides;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
