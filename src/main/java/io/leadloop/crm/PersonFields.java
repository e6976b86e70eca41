package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The configured fields of a person: click ids, consent, country. A record is a function from a field's name to its
 * value, empty where there is none.
 *
 * @param clickIds {@code click-id-fields.<kind>}
 * @param consentField {@code consent-field} and {@code consent-values}
 * @param countryField {@code country-field}; null where no field holds a country
 * @param assumedConsent {@code consent-when-absent}
 */
public record PersonFields(
        ClickIdFields clickIds,
        ConsentField consentField,
        @Nullable String countryField,
        Consent assumedConsent) {

    /** The configuration keys of a source. */
    public interface Settings {

        Map<String, List<String>> clickIdFields();

        @Nullable
        String consentField();

        Map<String, Consent.State> consentValues();

        @Nullable
        String countryField();

        Consent.@Nullable State consentWhenAbsent();
    }

    /** Throws IllegalStateException when {@code consent-when-absent} is not set under the prefix. */
    public static PersonFields of(String prefix, Settings settings) {
        return new PersonFields(
                new ClickIdFields(settings.clickIdFields()),
                new ConsentField(settings.consentField(), settings.consentValues()),
                settings.countryField(),
                ConsentWhenAbsent.of(settings.consentWhenAbsent(), prefix));
    }

    /** The names of all these fields and of one more, each once. */
    public List<String> names(@Nullable String marginField) {
        return Stream.of(
                        clickIds.names().stream(),
                        Stream.ofNullable(marginField),
                        Stream.ofNullable(consentField.name()),
                        Stream.ofNullable(countryField))
                .flatMap(it -> it)
                .distinct()
                .toList();
    }

    /** The click ids of one record; see {@link ClickIdFields#in}. */
    public List<ClickId> clicks(Function<String, Optional<String>> record, @Nullable Instant firstSeen) {
        return clickIds.in(record, firstSeen);
    }

    /** The consent that these records of one person say; see {@link ConsentField#among}. */
    public @Nullable Consent consent(List<Function<String, Optional<String>>> records) throws Untranslatable {
        return consentField.among(records);
    }

    /** The country of the first record that names one; null where that is no country, or none does. */
    public @Nullable String country(List<Function<String, Optional<String>>> records) {
        return countryField == null
                ? null
                : CrmValues.country(records.stream()
                        .flatMap(it -> it.apply(countryField).stream())
                        .findFirst());
    }
}
