package io.leadloop.crm;

import io.leadloop.expiry.Expiries;
import io.leadloop.expiry.Expiry;
import io.leadloop.inbox.MessageReader;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ContactRule;
import io.leadloop.lead.ContactRules;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.ExternalId.RecordType;
import io.leadloop.lead.LeadEvent;
import io.leadloop.lead.NotARecordId;
import io.leadloop.lead.RecordForms;
import io.leadloop.lead.RecordIds;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * The sources by name: those that are configured under {@code leadloop.crm.sources}, and those that people made in the
 * browser, which may change at any time.
 */
@Component
public class CrmSources implements MessageReader, RecordForms, Expiries, ContactRules {

    static final String PREFIX = "leadloop.crm.sources";

    private final SourceFactory factory;
    private final StoredSources stored;
    private final LiveSources configured = new LiveSources();
    private volatile LiveSources live;

    /**
     * @throws IllegalStateException if the configuration is wrong, or has a source that was made in the browser too; the
     *     application does not start then
     */
    @Autowired
    CrmSources(Environment environment, List<CrmSourceType> types, ObjectProvider<StoredSources> stored) {
        this(environment, types, stored.getIfAvailable(() -> List::of));
    }

    CrmSources(Environment environment, List<CrmSourceType> types, StoredSources stored) {
        this.factory = new SourceFactory(types);
        this.stored = stored;
        Binder binder = Binder.get(environment);
        binder.bind(PREFIX, Bindable.mapOf(String.class, SourceFactory.Head.class))
                .orElseGet(Map::of)
                .forEach((name, head) -> {
                    String prefix = PREFIX + "." + name;
                    configured.configured(
                            name,
                            factory.create(name, head.type(), prefix, binder),
                            factory.expiries(name, head, prefix, binder),
                            factory.join(name, head.type(), prefix, binder),
                            factory.contactRule(name, prefix, binder));
                });
        List<StoredSource> made = stored.sources();
        List<String> twice = made.stream()
                .map(StoredSource::name)
                .filter(configured.names()::contains)
                .toList();
        if (!twice.isEmpty()) {
            throw new IllegalStateException("Remove " + PREFIX + "." + String.join(", ", twice)
                    + " from the configuration, or start with the version before and remove the source of this name in"
                    + " the browser: a source is made in one of the two places.");
        }
        this.live = configured.withStored(made, configured, factory);
        configured.joins().forEach(it -> it.check(PREFIX + "." + it.form(), live.names()));
        configured
                .contactRules()
                .forEach(it -> FormJoin.check(
                        PREFIX + "." + it.form() + ".same-contact-in", it.form(), it.crms(), live.names()));
    }

    public Optional<CrmSource> find(String name) {
        return Optional.ofNullable(live.get(name));
    }

    /** Reads again what people made. */
    public synchronized void refresh() {
        live = configured.withStored(
                stored.sources().stream().filter(it -> !isConfigured(it.name())).toList(), live, factory);
    }

    /** Whether the source stands in the configuration. */
    public boolean isConfigured(String name) {
        return configured.names().contains(name);
    }

    /** Why a source that was made in the browser does not take anything; empty where all is well. */
    public Optional<String> problemOf(String name) {
        return live.problem(name);
    }

    /** What is wrong with a source that somebody wants to make; empty where nothing is. */
    public Optional<String> mistakeOf(StoredSource made) {
        try {
            factory.create(made);
            factory.contactRule(made.name(), made.prefix(), made.binder());
            return Optional.empty();
        } catch (BindException | IllegalStateException | IllegalArgumentException wrong) {
            return Optional.of(SourceFactory.words(wrong, made));
        }
    }

    @Override
    public List<Expiry> expiries() {
        return live.expiries();
    }

    @Override
    public boolean needsLookup(String source, byte[] payload) {
        return live.get(source) instanceof CrmLookup lookup && lookup.needsLookup(payload);
    }

    @Override
    public SourceChange read(String source, byte[] payload) throws Untranslatable {
        CrmSource known = live.get(source);
        if (known == null) {
            throw new Untranslatable(
                    "The source '" + source + "' is not configured any more. Configure it, then replay the event.");
        }
        SourceChange change = CanonicalRecords.in(known.read(payload), known);
        return change instanceof SourceChange.Event event ? joined(event) : change;
    }

    private SourceChange.Event joined(SourceChange.Event said) {
        LeadEvent event = said.event();
        for (FormJoin join : joins()) {
            CrmSource form = live.get(join.form());
            event = form == null ? event : join.joined(event, form);
        }
        return event == said.event() ? said : new SourceChange.Event(event, said.evidence());
    }

    /** The declared rules by which a CRM's record and a form's lead are one. */
    public List<FormJoin> joins() {
        return live.joins();
    }

    @Override
    public List<ContactRule> contactRules() {
        return live.contactRules();
    }

    /** The record under its canonical id; if the source is not configured, the id is only cleaned. */
    @Override
    public ExternalId record(String source, RecordType type, String id) throws NotARecordId {
        CrmSource known = live.get(source);
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
        for (CrmSource source : live.all()) {
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
        return live.names();
    }
}
