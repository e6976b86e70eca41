package io.leadloop.ops.imports;

import io.leadloop.imports.BadFile;
import io.leadloop.imports.ImportOptions;
import io.leadloop.lead.Consent;
import io.leadloop.lead.DateOrder;
import io.leadloop.lead.DecimalSign;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers as they come in a form or an address: words in any letter case, blank for "not answered". */
record AnswersForm(
        @Nullable String source,
        @Nullable String consentWhenAbsent,
        @Nullable String zone,
        @Nullable String currency,
        @Nullable String country,
        @Nullable String status,
        @Nullable String timeOfDay,
        @Nullable String dateOrder,
        @Nullable String decimalSign) {

    /** As {@link #answers(Map)}, of a file whose words for statuses are those of its source. */
    ImportOptions answers() {
        return answers(Map.of());
    }

    /** Throws BadFile for a word that is none of the choices. */
    ImportOptions answers(Map<String, String> statuses) {
        return new ImportOptions(
                source,
                silence(),
                zone,
                currency,
                country,
                status,
                timeOfDay,
                choice(DateOrder.class, "dateOrder", dateOrder),
                choice(DecimalSign.class, "decimalSign", decimalSign),
                statuses);
    }

    private Consent.@Nullable State silence() {
        SilenceMeans means = choice(SilenceMeans.class, "consentWhenAbsent", consentWhenAbsent);
        return means == null ? null : Consent.State.valueOf(means.name());
    }

    private enum SilenceMeans {
        GRANTED,
        DENIED,
        UNKNOWN
    }

    private static <E extends Enum<E>> @Nullable E choice(Class<E> choices, String name, @Nullable String word) {
        if (word == null || word.isBlank()) {
            return null;
        }
        try {
            return Enum.valueOf(choices, word.strip().toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new BadFile(name + " is none of "
                    + Stream.of(choices.getEnumConstants())
                            .map(it -> it.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
    }
}
