package io.leadloop.crm;

import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The configured fields of a lead form: which answers hold mail, phone, country, click ids and consent, and which say that
 * the lead is a test. Forms differ, so each is a list of names of which the first answered one counts.
 */
public final class FormFields {

    private final Settings settings;
    private final ClickIdFields clickIds;
    private final Consent assumedConsent;

    /** The configuration keys that every type of lead form has. */
    public interface Settings {

        String status();

        List<String> emailFields();

        List<String> phoneFields();

        List<String> countryFields();

        Map<String, List<String>> clickIdFields();

        List<String> consentFields();

        Map<String, Consent.State> consentValues();

        Consent.@Nullable State consentWhenAbsent();

        List<String> testValues();
    }

    private FormFields(Settings settings, Consent assumedConsent) {
        this.settings = settings;
        this.clickIds = new ClickIdFields(settings.clickIdFields());
        this.assumedConsent = assumedConsent;
    }

    /** Throws IllegalStateException when {@code consent-when-absent} is not set under the prefix. */
    public static FormFields of(String prefix, Settings settings) {
        return new FormFields(settings, ConsentWhenAbsent.of(settings.consentWhenAbsent(), prefix));
    }

    String status() {
        return settings.status();
    }

    Consent assumedConsent() {
        return assumedConsent;
    }

    /**
     * The lead without the answers that no field of ours holds, so that they rest nowhere.
     *
     * @param more further fields that the type itself reads
     */
    FormLead used(FormLead lead, Set<String> more) {
        Set<String> used = new LinkedHashSet<>(more);
        used.addAll(settings.emailFields());
        used.addAll(settings.phoneFields());
        used.addAll(settings.countryFields());
        used.addAll(settings.consentFields());
        used.addAll(clickIds.names());
        Map<String, String> kept = new LinkedHashMap<>();
        used.forEach(name -> lead.answer(name).ifPresent(value -> kept.put(name, value)));
        return new FormLead(lead.id(), lead.submittedAt(), lead.form(), lead.campaign(), kept, isTest(lead));
    }

    /** Whether the platform says so, or an answer holds one of {@code test-values}. */
    boolean isTest(FormLead lead) {
        return lead.isTest()
                || lead.answers().values().stream()
                        .map(it -> it.toLowerCase(Locale.ROOT))
                        .anyMatch(answer -> settings.testValues().stream()
                                .filter(it -> !it.isBlank())
                                .anyMatch(it -> answer.contains(it.toLowerCase(Locale.ROOT))));
    }

    Optional<String> email(FormLead lead) {
        return lead.first(settings.emailFields());
    }

    Optional<String> phone(FormLead lead) {
        return lead.first(settings.phoneFields());
    }

    @Nullable
    String country(FormLead lead) {
        return CrmValues.country(lead.first(settings.countryFields()));
    }

    List<ClickId> clicks(FormLead lead, Instant seenAt) {
        return clickIds.in(lead::answer, seenAt);
    }

    /** What the form's boxes say together: one that is not ticked denies. Null if the lead has none of them. */
    @Nullable
    Consent consent(FormLead lead) throws Untranslatable {
        Consent said = null;
        for (String field : settings.consentFields()) {
            Consent one = new ConsentField(field, settings.consentValues()).in(lead::answer);
            said = said == null || one != null && one.denies() ? one : said;
        }
        return said;
    }
}
