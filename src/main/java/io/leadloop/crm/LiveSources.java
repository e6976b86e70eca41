package io.leadloop.crm;

import io.leadloop.expiry.Expiry;
import io.leadloop.lead.ContactRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;

/** The sources as they are at one moment: those of the configuration, and beside them those that people made. */
final class LiveSources {

    /** @param stored null for a source of the configuration */
    private record Entry(
            CrmSource source,
            List<Expiry> expiries,
            Optional<FormJoin> join,
            Optional<ContactRule> contactRule,
            @Nullable StoredSource stored) {}

    private final Map<String, Entry> byName = new TreeMap<>();
    private final Map<String, String> problems = new TreeMap<>();

    void configured(
            String name,
            CrmSource source,
            List<Expiry> expiries,
            Optional<FormJoin> join,
            Optional<ContactRule> contactRule) {
        byName.put(name, new Entry(source, expiries, join, contactRule, null));
    }

    /** These, and the ones that people made; one that did not change is the same object as before, with its access token. */
    LiveSources withStored(List<StoredSource> stored, LiveSources before, SourceFactory factory) {
        LiveSources next = new LiveSources();
        next.byName.putAll(byName);
        for (StoredSource made : stored) {
            Entry former = before.byName.get(made.name());
            if (former != null && made.equals(former.stored())) {
                next.byName.put(made.name(), former);
            } else {
                next.add(made, factory);
            }
        }
        return next;
    }

    private void add(StoredSource made, SourceFactory factory) {
        try {
            byName.put(
                    made.name(),
                    new Entry(
                            factory.create(made),
                            factory.expiries(made),
                            factory.join(made.name(), made.type(), made.prefix(), made.binder()),
                            factory.contactRule(made.name(), made.prefix(), made.binder()),
                            made));
        } catch (BindException | IllegalStateException | IllegalArgumentException wrong) {
            problems.put(made.name(), SourceFactory.words(wrong, made));
        }
    }

    @Nullable
    CrmSource get(String name) {
        Entry entry = byName.get(name);
        return entry == null ? null : entry.source();
    }

    List<CrmSource> all() {
        return byName.values().stream().map(Entry::source).toList();
    }

    List<Expiry> expiries() {
        List<Expiry> all = new ArrayList<>();
        byName.values().forEach(it -> all.addAll(it.expiries()));
        return all;
    }

    List<FormJoin> joins() {
        return byName.values().stream().flatMap(it -> it.join().stream()).toList();
    }

    List<ContactRule> contactRules() {
        return byName.values().stream().flatMap(it -> it.contactRule().stream()).toList();
    }

    Set<String> names() {
        return Collections.unmodifiableSet(byName.keySet());
    }

    Optional<String> problem(String name) {
        return Optional.ofNullable(problems.get(name));
    }
}
