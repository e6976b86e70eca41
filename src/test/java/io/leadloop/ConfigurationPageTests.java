package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leadloop.destination.PlatformSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/configuration.md} says what the configuration metadata says. When this fails after a change of a key, copy
 * {@code target/configuration.md} over it.
 */
class ConfigurationPageTests {

    private static final Path METADATA = Path.of("target/classes/META-INF/spring-configuration-metadata.json");
    private static final Path PAGE = Path.of("docs/configuration.md");
    private static final Path WRITTEN = Path.of("target/configuration.md");
    private static final Pattern VALUE = Pattern.compile("@Value\\(\"\\$\\{(leadloop\\.[a-z0-9.-]+)");
    private static final Pattern CODE = Pattern.compile("\\{@code ((?:[^{}]|\\{[^{}]*})*)}");

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("java.time.Duration", "duration"),
            Map.entry("org.springframework.util.unit.DataSize", "size"),
            Map.entry("java.time.LocalDate", "day"),
            Map.entry("java.time.ZoneId", "time zone"),
            Map.entry("java.util.Currency", "currency"),
            Map.entry("java.net.URI", "address"),
            Map.entry("java.nio.file.Path", "path"),
            Map.entry("java.lang.Boolean", "yes or no"),
            Map.entry("java.lang.Integer", "number"),
            Map.entry("java.lang.Long", "number"),
            Map.entry("java.lang.Double", "fraction"),
            Map.entry("java.math.BigDecimal", "number"),
            Map.entry("io.leadloop.crm.generic.FieldMap$NumberStatus", "`place`, `at-least`, `status`"),
            Map.entry("java.lang.String", "text"));

    private record Key(String name, String type, String fallback, String text) {

        String below(String prefix) {
            return name.substring(prefix.length());
        }
    }

    private static List<Key> keys() throws IOException {
        JsonNode properties = new ObjectMapper().readTree(METADATA.toFile()).path("properties");
        return StreamSupport.stream(properties.spliterator(), false)
                .filter(it -> it.path("name").asText().startsWith("leadloop."))
                .filter(it -> !it.path("name").asText().equals("leadloop.destinations"))
                .map(it -> new Key(
                        it.path("name").asText(),
                        it.path("type").asText(),
                        fallback(it.path("defaultValue")),
                        sentence(it.path("description").asText())))
                .sorted(java.util.Comparator.comparing(Key::name))
                .toList();
    }

    @Test
    void the_page_says_what_the_keys_say() throws IOException {
        String right = page(keys());
        Files.writeString(WRITTEN, right);
        assertThat(Files.exists(PAGE) ? Files.readString(PAGE) : "")
                .as("cp target/configuration.md docs/configuration.md")
                .isEqualTo(right);
    }

    @Test
    void every_key_has_its_sentence() throws IOException {
        assertThat(keys())
                .isNotEmpty()
                .allSatisfy(it ->
                        assertThat(it.text()).as("the @param of " + it.name()).isNotEmpty());
    }

    @Test
    void every_key_that_is_read_by_its_name_is_in_the_metadata() throws IOException {
        List<String> named = keys().stream().map(Key::name).toList();
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                VALUE.matcher(Files.readString(source))
                        .results()
                        .forEach(it -> assertThat(named)
                                .as("META-INF/additional-spring-configuration-metadata.json, for " + source)
                                .contains(it.group(1)));
            }
        }
    }

    @Test
    void what_every_destination_has_is_in_the_metadata() throws IOException {
        assertThat(keys().stream()
                        .map(Key::name)
                        .filter(it -> it.startsWith("leadloop.destinations.*."))
                        .map(it -> it.substring("leadloop.destinations.*.".length())))
                .as("META-INF/additional-spring-configuration-metadata.json")
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(PlatformSettings.Account.class.getRecordComponents())
                        .map(it -> it.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static String page(List<Key> keys) {
        StringBuilder page = new StringBuilder("""
                # Configuration

                Written by `ConfigurationPageTests` from the configuration metadata of the build: the sentences are those of
                the settings' records.

                Keys go into `config/leadloop.yaml` in the working directory, into the environment or behind the command
                (`--leadloop.inbox.threads=4`); the later of these override the earlier ones, and all of them what is
                shipped, the keys of the profile `demo` too. In the environment a key is written in capitals, with `_` for each
                dot and without dashes: `LEADLOOP_INBOX_ENCRYPTIONKEY`, `LEADLOOP_DESTINATIONS_META_CONVERSIONACTIONS_MQL`,
                `LEADLOOP_INBOX_RETRYDELAYS_0`. `${NAME}` in a value takes an environment variable.

                A key under `leadloop` that is not on this page stops the start, which names it, the file and line where it
                stands, and the nearest key. Keys are read at the start.

                A key without a default (`-`) is off or not set until it is given; a sentence says where one is required.

                | kind | written as |
                |---|---|
                | duration | a number and its unit: `500ms`, `30s`, `2m`, `12h`, `90d`; or ISO 8601, `PT167H45M` |
                | size | a number and its unit: `512KB`, `5MB`, `1GB` |
                | day | `2027-01-31` |
                | time zone | an IANA name: `Europe/Berlin` |
                | currency | ISO 4217: `EUR` |
                | yes or no | `true`, `false` |
                | list of ... | with commas, or as a YAML list |
                | `key.<name>` | one value for each name that you give |
                """);
        Map<String, List<Key>> groups = new TreeMap<>(keys.stream()
                .filter(it -> !it.name().startsWith("leadloop.crm.sources."))
                .filter(it -> !it.name().startsWith("leadloop.destinations."))
                .collect(Collectors.groupingBy(it -> it.name().split("\\.")[1])));
        page.append("\n## LeadLoop itself\n\n");
        page.append(table(groups.values().stream().flatMap(List::stream).toList(), ""));
        page.append("\n## Sources, `leadloop.crm.sources.<name>.`\n\n");
        page.append(
                        "The name is the last part of the webhook's address, `POST /webhooks/<name>` ([webhooks.md](webhooks.md)); ")
                .append("step by step for each CRM in [crm](crm/README.md).\n\n");
        sections(page, keys, "leadloop.crm.sources.", "Sources of every type", "Type");
        page.append("\n## Destinations, `leadloop.destinations.<id>.`\n\n");
        page.append(
                        "No keys: off. Half the keys: the start stops and names the missing ones. What the platforms take and when: ")
                .append("[destinations.md](destinations.md).\n\n");
        sections(page, keys, "leadloop.destinations.", "Every destination", "Destination");
        return page.toString();
    }

    private static void sections(StringBuilder page, List<Key> keys, String prefix, String all, String one) {
        Map<String, List<Key>> byName = keys.stream()
                .filter(it -> it.name().startsWith(prefix))
                .collect(Collectors.groupingBy(
                        it -> it.below(prefix).split("\\.")[0], LinkedHashMap::new, Collectors.toList()));
        String separator = "";
        for (Map.Entry<String, List<Key>> section : byName.entrySet()) {
            String name = section.getKey();
            page.append(separator)
                    .append("### ")
                    .append(name.equals("*") ? all : one + " `" + name + "`")
                    .append("\n\n")
                    .append(table(section.getValue(), prefix + name + "."));
            separator = "\n";
        }
    }

    private static String table(List<Key> keys, String prefix) {
        return "| key | default | kind | meaning |\n|---|---|---|---|\n"
                + keys.stream()
                        .map(it -> "| `" + it.below(prefix) + (isMap(it) ? ".<name>" : "") + "` | " + it.fallback()
                                + " | " + kind(it.type()) + " | " + it.text() + " |\n")
                        .collect(Collectors.joining());
    }

    private static boolean isMap(Key key) {
        return key.type().startsWith("java.util.Map");
    }

    private static String kind(String type) {
        Matcher map =
                Pattern.compile("java\\.util\\.Map<java\\.lang\\.String,(.*)>").matcher(type);
        if (map.matches()) {
            return kind(map.group(1));
        }
        Matcher list = Pattern.compile("java\\.util\\.(?:List|Set)<(.*)>").matcher(type);
        if (list.matches()) {
            return "list of " + kind(list.group(1)).replaceFirst("^(text|number)$", "$1s");
        }
        String known = KINDS.get(type);
        return known != null ? known : words(type);
    }

    /** The names of an enum, as one writes them in a file. */
    private static String words(String type) {
        try {
            Object[] constants = Class.forName(type).getEnumConstants();
            assertThat(constants).as("a kind for " + type).isNotNull();
            return Arrays.stream(constants)
                    .map(it ->
                            "`" + ((Enum<?>) it).name().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(", "));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String fallback(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "-";
        }
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .filter(Predicate.not(String::isEmpty))
                    .collect(Collectors.joining(",", "`", "`"));
        }
        return value.asText().isEmpty() ? "-" : "`" + value.asText() + "`";
    }

    /** A description as a sentence, with code marked as such. */
    private static String sentence(String description) {
        if (description.isBlank()) {
            return "";
        }
        String text = CODE.matcher(description.strip().replaceAll("\\s+", " "))
                .replaceAll(it -> Matcher.quoteReplacement("`" + it.group(1) + "`"))
                .replaceAll("<([^<>`]*)>(?![^`]*`)", "&lt;$1&gt;")
                .replace("|", "\\|");
        text = text.replaceAll("\\b[Nn]ull\\b", "none");
        String upper = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return upper.endsWith(".") ? upper : upper + ".";
    }
}
