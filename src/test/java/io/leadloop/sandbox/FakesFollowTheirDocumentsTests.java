package io.leadloop.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each fake cites the document by which it answers and writes the fields of that document's answers. The adapters are held to
 * the same answers on their own, so that the two cannot share a mistake that the document does not have.
 */
class FakesFollowTheirDocumentsTests {

    private static final Path SANDBOX = Path.of("src/main/java/io/leadloop/sandbox");

    @TestFactory
    Stream<DynamicTest> a_fake_cites_its_document_and_writes_its_fields() throws IOException {
        JsonNode all = new ObjectMapper().readTree(getClass().getResource("/destination-answers.json"));
        return all.valueStream()
                .map(it -> DynamicTest.dynamicTest(it.path("platform").asText(), () -> check(it)));
    }

    private static void check(JsonNode vectors) throws IOException {
        Path room = SANDBOX.resolve(vectors.path("platform").asText().replace("-", ""));
        String fake = Files.readString(room.resolve(vectors.path("fake").asText() + ".java"));
        assertThat(fake.replaceAll("\\s*\\n \\* ", " "))
                .contains("Its answers: " + vectors.path("document").asText());
        StringBuilder source = new StringBuilder();
        try (Stream<Path> files = Files.list(room)) {
            for (Path file : files.toList()) {
                source.append(Files.readString(file));
            }
        }
        List<String> names = new ArrayList<>();
        vectors.path("answers").forEach(it -> names(it.path("body"), names));
        assertThat(names).isNotEmpty().allSatisfy(it -> assertThat(source).contains("\"" + it + "\""));
    }

    private static void names(JsonNode node, List<String> names) {
        node.properties().forEach(it -> {
            names.add(it.getKey());
            names(it.getValue(), names);
        });
        if (node.isArray()) {
            node.forEach(it -> names(it, names));
        }
    }
}
