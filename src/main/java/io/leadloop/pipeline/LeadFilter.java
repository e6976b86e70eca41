package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * For which leads a line of the conversion plan reports; all conditions have to fit.
 *
 * @param country ISO 3166 codes of two letters
 * @param source names of CRM sources
 * @param utmSource labels of the visit's link, in small letters as visits are stored; a lead of which nobody knows one fits no label
 * @param utmMedium as {@code utmSource}
 * @param campaign names of campaigns as the visit's link told them ({@code utm_campaign}); a lead of which nobody knows one fits
 *     no name
 */
public record LeadFilter(
        Condition country,
        Condition source,
        Condition utmSource,
        Condition utmMedium,
        Condition campaign,
        DealSize dealSize) {

    public static final LeadFilter ALL = new LeadFilter(Condition.ANY, Condition.ANY, Condition.ANY, DealSize.ANY);

    /**
     * @param utmSource null in a document of an older version
     * @param utmMedium null in a document of an older version
     */
    public LeadFilter(
            Condition country,
            Condition source,
            @Nullable Condition utmSource,
            @Nullable Condition utmMedium,
            Condition campaign,
            DealSize dealSize) {
        this.country = country;
        this.source = source;
        this.utmSource = label(utmSource);
        this.utmMedium = label(utmMedium);
        this.campaign = campaign;
        this.dealSize = dealSize;
    }

    private static Condition label(@Nullable Condition typed) {
        return typed == null
                ? Condition.ANY
                : new Condition(
                        typed.not(),
                        typed.words().stream()
                                .map(it -> it.toLowerCase(Locale.ROOT))
                                .distinct()
                                .toList());
    }

    /** Of whatever source and medium of the visit. */
    public LeadFilter(Condition country, Condition source, Condition campaign, DealSize dealSize) {
        this(country, source, Condition.ANY, Condition.ANY, campaign, dealSize);
    }

    /** Whether it asks what the link of the visit said. */
    boolean asksVisit() {
        return !utmSource.isAny() || !utmMedium.isAny() || !campaign.isAny();
    }

    public boolean fits(PlanInput lead) {
        return country.fits(lead.country())
                && source.fits(lead.source())
                && utmSource.fits(lead.visit().utmSource())
                && utmMedium.fits(lead.visit().utmMedium())
                && campaign.fits(lead.visit().campaign())
                && dealSize.fits(lead.deal());
    }

    /** Whether one lead could fit both. */
    boolean overlaps(LeadFilter other) {
        return country.overlaps(other.country)
                && source.overlaps(other.source)
                && utmSource.overlaps(other.utmSource)
                && utmMedium.overlaps(other.utmMedium)
                && campaign.overlaps(other.campaign)
                && dealSize.overlaps(other.dealSize);
    }

    /** For people: {@code country DE or AT, deals from 10000 EUR}; empty for all leads. */
    public String inWords() {
        List<String> words = new ArrayList<>();
        if (!country.isAny()) {
            words.add("country " + country.inWords());
        }
        if (!source.isAny()) {
            words.add("source " + source.inWords());
        }
        if (!utmSource.isAny()) {
            words.add("UTM source " + utmSource.inWords());
        }
        if (!utmMedium.isAny()) {
            words.add("UTM medium " + utmMedium.inWords());
        }
        if (!campaign.isAny()) {
            words.add("campaign " + campaign.inWords());
        }
        if (!dealSize.isAny()) {
            words.add("deals " + dealSize.inWords());
        }
        return String.join(", ", words);
    }
}
