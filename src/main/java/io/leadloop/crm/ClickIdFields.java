package io.leadloop.crm;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.EventLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The names of a CRM's fields that hold click ids, as configured by {@code click-id-fields.<kind>} of a source. */
public final class ClickIdFields {

    private final Map<ClickIdKind, List<String>> fields = new EnumMap<>(ClickIdKind.class);

    /**
     * @param configured names of fields by kind, in any letter case and with or without underscores
     */
    public ClickIdFields(Map<String, List<String>> configured) {
        configured.forEach((key, names) -> kindOf(key)
                .ifPresent(kind ->
                        fields.computeIfAbsent(kind, it -> new ArrayList<>()).addAll(names)));
    }

    /** An error message for each configured key that is no kind of click id; empty if all are valid. */
    public static List<String> mistakes(Map<String, List<String>> configured) {
        return configured.keySet().stream()
                .filter(it -> kindOf(it).isEmpty())
                .sorted()
                .map(it -> "a kind of click id that exists in place of click-id-fields." + it)
                .toList();
    }

    /** Spring takes the underscore out of {@code li_fat_id}. */
    private static Optional<ClickIdKind> kindOf(String key) {
        String bare = key.replace("-", "").replace("_", "");
        return Stream.of(ClickIdKind.values())
                .filter(it -> it.key().replace("_", "").equalsIgnoreCase(bare))
                .findFirst();
    }

    public List<String> names() {
        return fields.values().stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * Reads the click ids of one record, without what surrounds them.
     *
     * @param record the value of a field; empty where it has none
     * @param firstSeen when the CRM created the record (UTC): the latest time at which the click can have happened
     */
    public List<ClickId> in(Function<String, Optional<String>> record, @Nullable Instant firstSeen) {
        List<ClickId> clicks = new ArrayList<>();
        fields.forEach((kind, names) -> names.forEach(name -> record.apply(name)
                .map(it -> ClickId.seen(kind, it, firstSeen))
                .filter(it -> !it.value().isEmpty() && it.value().length() <= EventLimits.CLICK_ID)
                .ifPresent(clicks::add)));
        return ClickId.together(clicks, List.of());
    }
}
