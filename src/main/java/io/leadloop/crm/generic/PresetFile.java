package io.leadloop.crm.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.UnboundConfigurationPropertiesException;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.boot.origin.Origin;
import org.springframework.boot.origin.OriginTrackedValue;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.Resource;

/**
 * One preset file, read and checked.
 *
 * @param name the file's name without its ending
 * @param keys those of the source
 */
record PresetFile(String name, Preset preset, Map<String, String> keys) {

    private static final String SOURCE = "source.";
    private static final String ROOT = "preset";

    /**
     * Reads a file. Throws IllegalStateException that names the file and each place in it that is wrong; the application does not
     * start then.
     */
    static PresetFile read(String name, Resource file) {
        Map<String, Object> values = values(file);
        Map<String, String> source = new LinkedHashMap<>();
        Map<String, String> words = new LinkedHashMap<>();
        values.forEach((key, value) -> {
            boolean isSources = key.startsWith(SOURCE);
            (isSources ? source : words).put(isSources ? key.substring(SOURCE.length()) : key, text(value));
        });
        List<String> mistakes = new ArrayList<>();
        Preset preset = bound(words, Preset.class, "", mistakes);
        if (preset != null) {
            mistakes.addAll(preset.missing());
            Map<String, String> complete = new LinkedHashMap<>(source);
            complete.put("secrets", "a-secret");
            complete.put("consent-when-absent", "unknown");
            preset.asks().forEach(it -> complete.put(it.key(), it.example()));
            GenericProperties properties = bound(complete, GenericProperties.class, SOURCE, mistakes);
            if (properties != null) {
                mistakes.addAll(SourceMistakes.of(properties).stream()
                        .map(SOURCE::concat)
                        .toList());
            }
        }
        if (!mistakes.isEmpty()) {
            throw new IllegalStateException("Correct the preset " + file.getDescription() + ": "
                    + String.join(
                            "; ",
                            mistakes.stream()
                                    .map(it -> it + placeOf(it, values))
                                    .toList()) + ".");
        }
        return new PresetFile(name, java.util.Objects.requireNonNull(preset), Map.copyOf(source));
    }

    private static Map<String, Object> values(Resource file) {
        try {
            Map<String, Object> values = new LinkedHashMap<>();
            for (PropertySource<?> document : new YamlPropertySourceLoader().load(file.getDescription(), file)) {
                values.putAll(((MapPropertySource) document).getSource());
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw new IllegalStateException(
                    "Correct the preset " + file.getDescription() + ", which is no YAML: " + e.getMessage(), e);
        }
    }

    private static String text(Object value) {
        Object plain = value instanceof OriginTrackedValue tracked ? tracked.getValue() : value;
        return plain == null ? "" : plain.toString();
    }

    private static <T> @Nullable T bound(
            Map<String, String> keys, Class<T> type, String prefix, List<String> mistakes) {
        Map<String, String> rooted = new TreeMap<>();
        keys.forEach((key, value) -> rooted.put(ROOT + "." + key, value));
        ConfigurationPropertySource source = new MapConfigurationPropertySource(rooted);
        try {
            return new Binder(source)
                    .bindOrCreate(ROOT, Bindable.of(type), new NoUnboundElementsBindHandler(BindHandler.DEFAULT));
        } catch (BindException e) {
            if (e.getCause() instanceof UnboundConfigurationPropertiesException unknown) {
                unknown.getUnboundProperties()
                        .forEach(it -> mistakes.add(prefix + below(it.getName().toString()) + " is no key of "
                                + (prefix.isEmpty() ? "a preset" : "a source")));
            } else {
                mistakes.add(prefix + below(e.getName().toString()) + " cannot be read as "
                        + e.getTarget().getType().resolve(Object.class).getSimpleName());
            }
            return null;
        }
    }

    private static String below(String name) {
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1) : name;
    }

    /** Line and column of the key with which a mistake begins, or of the nearest key above it. */
    private static String placeOf(String mistake, Map<String, Object> values) {
        String key = mistake.split("[ :]", 2)[0];
        return Stream.iterate(key, it -> !it.isEmpty(), it -> it.substring(0, Math.max(0, it.lastIndexOf('.'))))
                .flatMap(it -> values.entrySet().stream()
                        .filter(entry ->
                                entry.getKey().equals(it) || entry.getKey().startsWith(it + ".")))
                .map(entry -> Origin.from(entry.getValue()))
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .map(it -> " (" + it.toString().replaceFirst("^.* - ", "line ") + ")")
                .orElse("");
    }
}
