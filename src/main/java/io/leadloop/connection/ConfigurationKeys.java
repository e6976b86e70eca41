package io.leadloop.connection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.connection.ConnectionField.Form;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** The keys of each type of account and source, from {@code META-INF/spring-configuration-metadata.json}. */
final class ConfigurationKeys {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    /** The type and label are typed at the head of the form. */
    private static final Set<String> OF_THE_HEAD = Set.of("type", "label");

    /** Whether calls may go into the inner network decides who runs the machine. */
    private static final Pattern INNER_NETWORK = Pattern.compile("(.*\\.)?(allow-)?private-address");

    /** Addresses that the configuration holds as text, because they have places for other values. */
    private static final Set<String> ADDRESSES = Set.of("url", "test-url");

    private static final Set<String> DOCUMENTS = Set.of("event", "body");
    private static final Pattern CODE = Pattern.compile("\\{@code ([^}]*)}");

    /** A file of the server is not for a browser to name. */
    private static final String FILE = "java.nio.file.Path";

    /** A list of more than words has no field of a form. */
    private static final String LIST_OF_OURS = "java.util.List<io.leadloop.";

    private final List<JsonNode> properties = new ArrayList<>();

    /** Throws UncheckedIOException if the metadata cannot be read. */
    static ConfigurationKeys ofClassPath() {
        ConfigurationKeys keys = new ConfigurationKeys();
        try {
            for (URL url :
                    Collections.list(ConfigurationKeys.class.getClassLoader().getResources(METADATA))) {
                try (InputStream in = url.openStream()) {
                    new ObjectMapper().readTree(in).path("properties").forEach(keys.properties::add);
                }
            }
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The keys of a type, and those that all of its kind share. */
    List<ConnectionField> of(ConnectionKind kind, String type) {
        return Stream.of(type, "*")
                .flatMap(it -> below(kind.root() + "." + it + "."))
                .toList();
    }

    private Stream<ConnectionField> below(String prefix) {
        return properties.stream()
                .filter(it -> it.path("name").asText().startsWith(prefix))
                .filter(it -> !it.path("type").asText().equals(FILE))
                .filter(it -> !it.path("type").asText().startsWith(LIST_OF_OURS))
                .map(it -> field(it.path("name").asText().substring(prefix.length()), it))
                .filter(it -> !OF_THE_HEAD.contains(it.key()))
                .filter(it -> !INNER_NETWORK.matcher(it.key()).matches());
    }

    private static ConnectionField field(String key, JsonNode property) {
        String type = property.path("type").asText();
        List<String> choices = choices(type);
        return new ConnectionField(
                key,
                form(key, type, choices),
                standard(property),
                choices,
                CODE.matcher(property.path("description").asText()).replaceAll("$1"),
                "",
                false);
    }

    private static Form form(String key, String type, List<String> choices) {
        if (ADDRESSES.contains(key)) {
            return Form.ADDRESS;
        }
        if (DOCUMENTS.contains(key)) {
            return Form.DOCUMENT;
        }
        if (!choices.isEmpty()) {
            return Form.CHOICE;
        }
        if (type.startsWith("java.util.Map")) {
            return Form.MAP;
        }
        if (type.startsWith("java.util.List")) {
            return Form.LIST;
        }
        return switch (type) {
            case "java.lang.Boolean" -> Form.YES_NO;
            case "java.net.URI" -> Form.ADDRESS;
            default -> Form.TEXT;
        };
    }

    private static @Nullable String standard(JsonNode property) {
        JsonNode value = property.path("defaultValue");
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(", "));
        }
        return value.isMissingNode() ? null : value.asText();
    }

    private static List<String> choices(String type) {
        if (!type.startsWith("io.leadloop.") || type.contains("<")) {
            return List.of();
        }
        try {
            Object[] constants = Class.forName(type, false, ConfigurationKeys.class.getClassLoader())
                    .getEnumConstants();
            return constants == null
                    ? List.of()
                    : Stream.of(constants)
                            .map(it -> ((Enum<?>) it)
                                    .name()
                                    .toLowerCase(Locale.ROOT)
                                    .replace('_', '-'))
                            .toList();
        } catch (ClassNotFoundException gone) {
            throw new IllegalStateException(
                    "The configuration metadata names a class that does not exist: " + type, gone);
        }
    }
}
