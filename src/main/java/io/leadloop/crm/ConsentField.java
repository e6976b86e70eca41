package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.Consent;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads consent from one field of a CRM's record: granted or denied, a checkbox, or the CRM's own words, which the keys
 * {@code consent-values.<word>} of a source translate.
 */
public final class ConsentField {

    private final @Nullable String field;
    private final Map<String, Consent.State> words;

    /**
     * @param field null where the CRM holds no consent
     * @param words the state that each of the field's own words means; case and punctuation are ignored
     */
    public ConsentField(@Nullable String field, Map<String, Consent.State> words) {
        this.field = field;
        this.words = words.entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        it -> bare(it.getKey()), Map.Entry::getValue, (one, same) -> one));
    }

    /** The field's name; null where the CRM holds no consent. */
    public @Nullable String name() {
        return field;
    }

    /**
     * The consent of the record; null if the field is empty.
     *
     * @throws Untranslatable for a word that is neither known nor configured; the event becomes PARKED
     */
    public @Nullable Consent in(Function<String, Optional<String>> record) throws Untranslatable {
        Optional<String> said = field == null ? Optional.empty() : record.apply(field);
        if (said.isEmpty() || said.get().isBlank()) {
            return null;
        }
        String word = bare(said.get());
        Consent.State configured = words.get(word);
        if (configured != null) {
            return Consent.of(configured);
        }
        return switch (word) {
            case "true", "granted", "yes" -> Consent.of(Consent.State.GRANTED);
            case "false", "denied", "no" -> Consent.of(Consent.State.DENIED);
            case "unknown" -> Consent.UNKNOWN;
            default ->
                throw new Untranslatable(
                        "The consent-field " + field + " says neither granted nor denied. Say what its"
                                + " words mean under consent-values of the source, or correct it in the CRM; then replay the event.");
        };
    }

    /**
     * The consent that several records of one person say: of the first that denies it, else of the first that says something; null
     * if none does. A CRM keeps the same field on a qualified lead and its contact, and people change it where they work.
     */
    public @Nullable Consent among(List<Function<String, Optional<String>>> records) throws Untranslatable {
        Consent first = null;
        for (Function<String, Optional<String>> record : records) {
            Consent said = in(record);
            if (said != null && said.denies()) {
                return said;
            }
            first = first == null ? said : first;
        }
        return first;
    }

    private static String bare(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
