package io.leadloop.crm.generic;

import io.leadloop.crm.PresetOffer;
import io.leadloop.crm.PresetOffers;
import io.leadloop.spelling.NearestWord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.core.io.support.ResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The presets by their names: those that are shipped, and those in a folder of one's own, which count before them. */
@Component
class Presets implements PresetOffers {

    private final Map<String, PresetFile> files = new TreeMap<>();

    /** @param folder where presets of one's own lie; it need not exist */
    @Autowired
    Presets(@Value("${leadloop.crm.presets:config/presets}") String folder) {
        ResourcePatternResolver resources = new PathMatchingResourcePatternResolver();
        for (String place : List.of("classpath*:presets/", "file:" + folder.replaceAll("/+$", "") + "/")) {
            for (Resource file : in(resources, place)) {
                String name = String.valueOf(file.getFilename()).replaceFirst("\\.yaml$", "");
                files.put(name, PresetFile.read(name, file));
            }
        }
    }

    private static Resource[] in(ResourcePatternResolver resources, String place) {
        try {
            return resources.getResources(place + "*.yaml");
        } catch (java.io.FileNotFoundException none) {
            return new Resource[0];
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<PresetOffer> all() {
        return files.values().stream()
                .map(it -> it.preset().offer(it.name()))
                .sorted(Comparator.comparing(it -> it.guide().crm(), String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public Optional<PresetOffer> find(String name) {
        return Optional.ofNullable(files.get(name)).map(it -> it.preset().offer(name));
    }

    Map<String, PresetFile> files() {
        return files;
    }

    /** Throws IllegalStateException with the nearest name for one that is not known. */
    PresetFile find(String name, String prefix) {
        PresetFile file = files.get(name);
        if (file == null) {
            throw new IllegalStateException("Set " + prefix + ".preset to one of " + files.keySet() + ", it is '" + name
                    + "'"
                    + NearestWord.to(name, files.keySet())
                            .map(it -> ": the nearest is " + it)
                            .orElse("")
                    + ".");
        }
        return file;
    }

    /** The source's own keys, and behind them the preset's. An own key that is empty takes the preset's away. */
    static Binder over(PresetFile preset, String prefix, Binder configuration) {
        Map<String, String> own = ownKeys(prefix, configuration);
        Map<String, String> shipped = new LinkedHashMap<>(preset.keys());
        own.forEach((key, value) -> {
            if (value.isBlank()) {
                shipped.keySet().removeIf(it -> isAtOrBelow(it, key));
            }
        });
        own.values().removeIf(String::isBlank);
        return new Binder(source(prefix, own), source(prefix, shipped));
    }

    private static Map<String, String> ownKeys(String prefix, Binder configuration) {
        Map<String, String> keys = new HashMap<>();
        configuration
                .bind(prefix, Bindable.mapOf(String.class, String.class))
                .orElseGet(Map::of)
                .forEach((key, value) -> keys.put(key.replaceAll("\\.(\\d+)(?=\\.|$)", "[$1]"), value));
        return keys;
    }

    private static boolean isAtOrBelow(String shipped, String own) {
        String at = uniform(shipped);
        return at.equals(uniform(own)) || at.startsWith(uniform(own) + ".") || at.startsWith(uniform(own) + "[");
    }

    private static String uniform(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
    }

    private static MapConfigurationPropertySource source(String prefix, Map<String, String> keys) {
        Map<String, String> prefixed = new HashMap<>();
        keys.forEach((key, value) -> prefixed.put(prefix + "." + key, value));
        return new MapConfigurationPropertySource(prefixed);
    }
}
