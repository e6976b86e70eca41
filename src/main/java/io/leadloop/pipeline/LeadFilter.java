package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * For which leads a line of the conversion plan reports; all conditions have to fit.
 *
 * @param country ISO 3166 codes of two letters
 * @param source names of CRM sources
 * @param campaign names of campaigns as the visit's link told them ({@code utm_campaign}); a lead of which nobody knows one fits
 *     no name
 */
public record LeadFilter(Condition country, Condition source, Condition campaign, DealSize dealSize) {

    public static final LeadFilter ALL = new LeadFilter(Condition.ANY, Condition.ANY, Condition.ANY, DealSize.ANY);

    public boolean fits(PlanInput lead) {
        return country.fits(lead.country())
                && source.fits(lead.source())
                && campaign.fits(lead.campaign())
                && dealSize.fits(lead.deal());
    }

    /** Whether one lead could fit both. */
    boolean overlaps(LeadFilter other) {
        return country.overlaps(other.country)
                && source.overlaps(other.source)
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
        if (!campaign.isAny()) {
            words.add("campaign " + campaign.inWords());
        }
        if (!dealSize.isAny()) {
            words.add("deals " + dealSize.inWords());
        }
        return String.join(", ", words);
    }
}
