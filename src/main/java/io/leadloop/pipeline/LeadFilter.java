package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * For which leads a line of the conversion plan reports; all conditions have to fit.
 *
 * @param country ISO 3166 codes of two letters
 * @param source names of CRM sources
 */
public record LeadFilter(Condition country, Condition source, DealSize dealSize) {

    public static final LeadFilter ALL = new LeadFilter(Condition.ANY, Condition.ANY, DealSize.ANY);

    public boolean fits(PlanInput lead) {
        return country.fits(lead.country()) && source.fits(lead.source()) && dealSize.fits(lead.deal());
    }

    /** Whether one lead could fit both. */
    boolean overlaps(LeadFilter other) {
        return country.overlaps(other.country) && source.overlaps(other.source) && dealSize.overlaps(other.dealSize);
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
        if (!dealSize.isAny()) {
            words.add("deals " + dealSize.inWords());
        }
        return String.join(", ", words);
    }
}
