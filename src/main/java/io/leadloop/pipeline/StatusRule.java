package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One rule of the stage mapping: what a CRM says that fits all conditions means this stage. The first rule that fits
 * decides.
 *
 * @param id the rule's id in the DMN file
 * @param note why the rule is there
 * @param record {@code LEAD} or {@code DEAL}
 * @param status the CRM's own words
 * @param outcome what the CRM itself knows about a deal's end: {@code OPEN}, {@code WON}, {@code LOST}, {@code UNSAID}
 */
public record StatusRule(
        String id, String note, Condition source, Condition record, Condition status, Condition outcome, String stage) {

    public boolean fits(String source, String record, String status, String outcome) {
        return this.source.fits(source)
                && this.record.fits(record)
                && this.status.fits(status)
                && this.outcome.fits(outcome);
    }

    boolean covers(StatusRule later) {
        return source.covers(later.source)
                && record.covers(later.record)
                && status.covers(later.status)
                && outcome.covers(later.outcome);
    }

    boolean differsOnlyInStatusFrom(StatusRule other) {
        return source.equals(other.source) && record.equals(other.record) && outcome.equals(other.outcome);
    }

    /** For people: {@code "Demo done" or "Demo held" of deals, won}. */
    public String inWords() {
        StringBuilder words = new StringBuilder(
                status.isAny()
                        ? "any status"
                        : (status.not() ? "any status but " : "") + "\"" + String.join("\" or \"", status.words())
                                + "\"");
        String only = conditionsInWords();
        return words.append(only.isEmpty() ? "" : only.startsWith("of ") ? " " + only : ", " + only)
                .toString();
    }

    /** What the rule asks for beside the status: {@code of deals, won, from hubspot}; empty for nothing. */
    public String conditionsInWords() {
        List<String> words = new ArrayList<>();
        if (!record.isAny()) {
            boolean isDeal = record.words().contains("DEAL") != record.not();
            words.add(isDeal ? "of deals" : "of leads");
        }
        if (!outcome.isAny()) {
            words.add((outcome.not() ? "not " : "")
                    + outcome.words().stream().map(PlanWords::outcome).collect(Collectors.joining(" or ")));
        }
        if (!source.isAny()) {
            words.add("from " + source.inWords());
        }
        return String.join(", ", words);
    }
}
