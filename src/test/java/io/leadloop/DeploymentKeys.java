package io.leadloop;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which environment variables LeadLoop or Spring Boot read, by the metadata of the build and of every jar. */
final class DeploymentKeys {

    private final KnownKeys ours = KnownKeys.ofClassPath(Map.of());
    private final Set<String> springs = new HashSet<>();

    DeploymentKeys() throws IOException {
        for (URL url : Collections.list(
                getClass().getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
            for (JsonNode it : new ObjectMapper().readTree(url).path("properties")) {
                springs.add(KnownKey.uniform(it.path("name").asText()));
            }
        }
    }

    boolean isRead(String variable) {
        List<String> parts =
                Arrays.stream(variable.toLowerCase(Locale.ROOT).split("_+")).toList();
        return variable.startsWith("LEADLOOP_")
                ? ours.keys().stream().anyMatch(it -> it.takesVariable(parts))
                : springs.contains(KnownKey.uniform(variable));
    }

    /** The names that an env file gives values to, or leaves for its reader to fill in. */
    static List<String> namesIn(Path envFile) throws IOException {
        return Files.readAllLines(envFile).stream()
                .filter(it -> !it.isBlank() && !it.startsWith("#"))
                .map(it -> it.substring(0, it.indexOf('=')))
                .toList();
    }
}
