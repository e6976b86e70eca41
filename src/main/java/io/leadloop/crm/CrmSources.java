package io.leadloop.crm;

import io.leadloop.inbox.MessageReader;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordForms;
import io.leadloop.lead.RecordIds;
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
public class CrmSources implements MessageReader, RecordForms {

    private static final String PREFIX = "leadloop.crm.sources";

    private final Map<String, CrmSource> sources = new TreeMap<>();

    /** What all sources have; the rest is their type's. */
    record Head(@Nullable String type) {}

    CrmSources(Environment environment, List<CrmSourceType> types) {
        Binder binder = Binder.get(environment);
        Map<String, CrmSourceType> byType =
                types.stream().collect(Collectors.toMap(CrmSourceType::type, Function.identity()));
        Map<String, Head> configured =
                binder.bind(PREFIX, Bindable.mapOf(String.class, Head.class)).orElseGet(Map::of);
        configured.forEach((name, head) -> {
            String type = head.type();
            CrmSourceType known = type == null ? null : byType.get(type);
            if (known == null) {
                throw new IllegalStateException("Set " + PREFIX + "." + name + ".type to one of " + byType.keySet()
                        + (type == null ? "" : ", it is '" + type + "'") + ".");
            }
            sources.put(name, known.create(name, PREFIX + "." + name, binder));
        });
    }

    public Optional<CrmSource> find(String name) {
        return Optional.ofNullable(sources.get(name));
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
        return known.read(payload);
    }

    /** Of branch helper-files, as small as it may be: the one of helper-crm wins. */
    @Override
    public ExternalId record(String source, RecordType type, String id) throws NotARecordId {
        String meant = RecordIds.meant(id);
        if (meant == null) {
            throw new NotARecordId("the value is empty or a placeholder, not the id of a record");
        }
        CrmSource known = sources.get(source);
        return new ExternalId(source, type, known == null ? meant : known.canonical(type, meant));
    }

    @Override
    public Set<String> names() {
        return sources.keySet();
    }
}
