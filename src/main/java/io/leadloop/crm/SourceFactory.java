package io.leadloop.crm;

import io.leadloop.expiry.Expiry;
import io.leadloop.spelling.UnreadableValue;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;

/** Creates sources of the configuration, and of what people typed. */
final class SourceFactory {

    private final Map<String, CrmSourceType> types;

    SourceFactory(List<CrmSourceType> types) {
        this.types = types.stream().collect(Collectors.toMap(CrmSourceType::type, Function.identity()));
    }

    /** The keys that all types share. */
    record Head(
            @Nullable String type,
            @Nullable String preset,
            @Nullable LocalDate apiVersionEnds,
            @Nullable LocalDate credentialsEnd) {

        /** A source that has a preset and says no type is generic. */
        @Override
        public @Nullable String type() {
            return type == null && preset != null ? "generic" : type;
        }
    }

    /** Throws IllegalStateException for an unknown type or missing keys, BindException for a value that cannot be read. */
    CrmSource create(String name, @Nullable String type, String prefix, Binder keys) {
        return known(name, type).create(name, prefix, keys);
    }

    CrmSource create(StoredSource made) {
        return create(made.name(), made.type(), made.prefix(), made.binder());
    }

    List<Expiry> expiries(String name, Head head, String prefix, Binder keys) {
        return SourceExpiries.of(name, head, known(name, head.type()).apiVersions(prefix, keys));
    }

    List<Expiry> expiries(StoredSource made) {
        Head head = made.binder().bindOrCreate(made.prefix(), Head.class);
        return expiries(
                made.name(),
                new Head(made.type(), null, head.apiVersionEnds(), head.credentialsEnd()),
                made.prefix(),
                made.binder());
    }

    /** The rule that {@code same-id-in} of a lead form declares; empty where it declares none. */
    Optional<FormJoin> join(String name, @Nullable String type, String prefix, Binder keys) {
        List<String> crms =
                keys.bind(prefix + ".same-id-in", Bindable.listOf(String.class)).orElseGet(List::of);
        return known(name, type)
                .leadId()
                .filter(it -> !crms.isEmpty())
                .map(id -> new FormJoin(name, id, List.copyOf(crms)));
    }

    private CrmSourceType known(String name, @Nullable String type) {
        CrmSourceType known = type == null ? null : types.get(type);
        if (known == null) {
            throw new IllegalStateException("Set " + CrmSources.PREFIX + "." + name + ".type to one of "
                    + new TreeSet<>(types.keySet()) + (type == null ? "" : ", it is '" + type + "'") + ".");
        }
        return known;
    }

    /** What is wrong with a source, without any value that was typed. */
    static String words(RuntimeException wrong, StoredSource made) {
        if (wrong instanceof BindException unreadable) {
            UnreadableValue value = UnreadableValue.of(unreadable);
            return value.words(value.key().replace(made.prefix() + ".", ""));
        }
        return String.valueOf(wrong.getMessage())
                .replace(made.prefix() + ".", "")
                .replace("Set under " + made.prefix() + ": ", "Set ");
    }
}
