package io.leadloop.pipeline;

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

    /** For people: {@code "Demo done" or "Demo held" (DEAL)}. */
    public String inWords() {
        StringBuilder words = new StringBuilder(
                status.isAny() ? "any status" : "\"" + String.join("\" or \"", status.words()) + "\"");
        add(words, "record", record);
        add(words, "outcome", outcome);
        add(words, "source", source);
        return words.toString();
    }

    private static void add(StringBuilder words, String what, Condition condition) {
        if (!condition.isAny()) {
            words.append(", ").append(what).append(' ').append(condition.inWords());
        }
    }
}
