package io.leadloop.crm;

import io.leadloop.expiry.Expiries;
import io.leadloop.expiry.Expiry;
import io.leadloop.inbox.MessageReader;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordForms;
import io.leadloop.lead.RecordIds;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** The sources that are configured under {@code leadloop.crm.sources}, by name. */
@Component
public class CrmSources implements MessageReader, RecordForms, Expiries {

    private static final String PREFIX = "leadloop.crm.sources";

    /** The type of a source that has a preset and says no type. */
    private static final String PRESETS = "generic";

    private final Map<String, CrmSource> sources = new TreeMap<>();
    private final List<Expiry> expiries = new ArrayList<>();

    /** The keys that all types share. */
    record Head(
            @Nullable String type,
            @Nullable String preset,
            @Nullable LocalDate apiVersionEnds,
            @Nullable LocalDate credentialsEnd) {}

    CrmSources(Environment environment, List<CrmSourceType> types) {
        Binder binder = Binder.get(environment);
        Map<String, CrmSourceType> byType =
                types.stream().collect(Collectors.toMap(CrmSourceType::type, Function.identity()));
        Map<String, Head> configured =
                binder.bind(PREFIX, Bindable.mapOf(String.class, Head.class)).orElseGet(Map::of);
        configured.forEach((name, head) -> {
            String type = head.type() == null && head.preset() != null ? PRESETS : head.type();
            CrmSourceType known = type == null ? null : byType.get(type);
            if (known == null) {
                throw new IllegalStateException("Set " + PREFIX + "." + name + ".type to one of " + byType.keySet()
                        + (type == null ? "" : ", it is '" + type + "'") + ".");
            }
            sources.put(name, known.create(name, PREFIX + "." + name, binder));
            expiries.addAll(SourceExpiries.of(name, head, known.apiVersions(PREFIX + "." + name, binder)));
        });
    }

    public Optional<CrmSource> find(String name) {
        return Optional.ofNullable(sources.get(name));
    }

    @Override
    public List<Expiry> expiries() {
        return List.copyOf(expiries);
    }

    @Override
    public boolean needsLookup(String source, byte[] payload) {
        return sources.get(source) instanceof CrmLookup lookup && lookup.needsLookup(payload);
    }

    @Override
    public SourceChange read(String source, byte[] payload) throws Untranslatable {
        CrmSource known = sources.get(source);
        if (known == null) {
            throw new Untranslatable(
                    "The source '" + source + "' is not configured any more. Configure it, then replay the event.");
        }
        return CanonicalRecords.in(known.read(payload), known);
    }

    /** The record under its canonical id; if the source is not configured, the id is only cleaned. */
    @Override
    public ExternalId record(String source, RecordType type, String id) throws NotARecordId {
        CrmSource known = sources.get(source);
        return new ExternalId(source, type, known == null ? CrmIds.meant(id) : known.canonicalId(type, id));
    }

    /**
     * The ids under which a record may be stored, given an id without its source and type: the text as typed, and the
     * canonical form of each configured source. Empty for a placeholder such as {@code null}.
     */
    public Set<String> spellingsOf(String id) {
        String meant = RecordIds.meant(id);
        if (meant == null) {
            return Set.of();
        }
        Set<String> spellings = new LinkedHashSet<>(List.of(id.strip(), meant));
        for (CrmSource source : sources.values()) {
            for (RecordType type : RecordType.values()) {
                try {
                    spellings.add(source.canonicalId(type, id));
                } catch (NotARecordId notOfThisSource) {
                    // Then it is another one's.
                }
            }
        }
        return spellings;
    }

    @Override
    public Set<String> names() {
        return sources.keySet();
    }
}
