package io.leadloop.crm;

import io.leadloop.database.StorableText;
import io.leadloop.inbox.SourceChange;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.Consent;
import io.leadloop.lead.ExternalId;
import io.leadloop.lead.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Translates a lead of a platform's form into a LeadEvent: the platform's id is the record, its submission begins the lead. A
 * test lead changes nothing; what was read of it is said in the inbox.
 */
public final class FormTranslation {

    /** What the funnel shows as the medium of such leads. */
    private static final String MEDIUM = "lead form";

    private static final int LONGEST_NAME = 100;

    private final String source;
    private final String platform;
    private final FormFields fields;
    private final Set<String> ownFields;
    private final Function<FormLead, List<ClickId>> ownClicks;

    /**
     * @param source its configured name
     * @param platform what the funnel shows as the source of such leads, e.g. {@code meta}
     * @param ownFields answers that {@code ownClicks} reads
     * @param ownClicks the identifiers that the platform gives to a lead beside the form's answers
     */
    public FormTranslation(
            String source,
            String platform,
            FormFields fields,
            Set<String> ownFields,
            Function<FormLead, List<ClickId>> ownClicks) {
        this.source = source;
        this.platform = platform;
        this.fields = fields;
        this.ownFields = ownFields;
        this.ownClicks = ownClicks;
    }

    /** Puts the lead, as far as it is used, into the message. */
    public CrmMessage keep(CrmMessage message, FormLead lead) {
        return message.with("lead", fields.used(lead, ownFields).json());
    }

    /** Translates the lead that {@link #keep} put into the message. */
    public SourceChange kept(CrmMessage message) throws Untranslatable {
        return translate(FormLead.of(message.record("lead")
                .orElseThrow(
                        () -> new Untranslatable("The platform was not asked for the lead yet. Replay the event."))));
    }

    public SourceChange translate(FormLead lead) throws Untranslatable {
        List<ClickId> clicks = ClickId.together(ownClicks.apply(lead), fields.clicks(lead, lead.submittedAt()));
        Consent consent = fields.consent(lead);
        if (fields.isTest(lead)) {
            return new SourceChange.Irrelevant(test(lead, clicks, consent));
        }
        return new SourceChange.Event(
                LeadEventDraft.ofLead(ExternalId.lead(source, lead.id()))
                        .capturedAt(lead.submittedAt())
                        .clicks(clicks)
                        .contact(
                                fields.email(lead).orElse(null),
                                fields.phone(lead).orElse(null))
                        .country(fields.country(lead))
                        .consent(consent)
                        .origin(origin(lead))
                        .build(CrmValues.status(fields.status()), lead.submittedAt(), fields.assumedConsent()),
                place(lead));
    }

    private Origin origin(FormLead lead) {
        String form = lead.form();
        return Origin.of(
                platform,
                MEDIUM,
                shortened(lead.campaign()),
                form == null ? null : "/" + MEDIUM.replace(' ', '-') + "/" + form,
                null);
    }

    private static String place(FormLead lead) {
        return (lead.form() == null ? "lead form" : "lead form " + shortened(lead.form()))
                + (lead.campaign() == null ? "" : ", campaign " + shortened(lead.campaign()));
    }

    private String test(FormLead lead, List<ClickId> clicks, @Nullable Consent consent) {
        List<String> read = new ArrayList<>();
        fields.email(lead).ifPresent(it -> read.add("mail"));
        fields.phone(lead).ifPresent(it -> read.add("phone"));
        clicks.stream().map(it -> it.kind().key()).distinct().forEach(read::add);
        if (consent != null) {
            read.add("consent " + consent.adUserData().name().toLowerCase(Locale.ROOT));
        }
        return "Test lead of " + place(lead) + ". Read of it: "
                + (read.isEmpty()
                        ? "nothing; compare the names of fields with the source's keys"
                        : String.join(", ", read))
                + ". It begins no lead and is reported nowhere.";
    }

    private static @Nullable String shortened(@Nullable String name) {
        return name == null ? null : StorableText.of(name, LONGEST_NAME);
    }
}
