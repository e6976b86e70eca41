package io.leadloop.crm.dynamics;

import io.leadloop.crm.CrmValues;
import io.leadloop.crm.dynamics.DynamicsProperties.StagesBy;
import io.leadloop.inbox.Untranslatable;
import io.leadloop.lead.LeadEvent.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The stage of a record and since when it has it: from the webhook's columns, else from the row as it is now. */
record DynamicsStage(DynamicsEvent event, DynamicsRecord row, StagesBy stagesBy) {

    /** The first of the columns that is not empty, as the mapping calls it. */
    String status(List<String> columns) throws Untranslatable {
        for (String column : columns) {
            String told = event.columns().getOrDefault(column, "");
            String value = told.isEmpty() ? row.text(column).orElse("") : told;
            if (!value.isEmpty()) {
                return CrmValues.status(stagesBy == StagesBy.ID ? value : label(column, value));
            }
        }
        throw new Untranslatable("The record has no value in " + String.join(" or ", columns) + ".");
    }

    private String label(String column, String value) {
        String told = event.labels().getOrDefault(column, "");
        if (!told.isBlank()) {
            return told;
        }
        boolean isSame = row.text(column).filter(value::equals).isPresent();
        return isSame ? row.label(column).orElse(value) : value;
    }

    /** By the state of an opportunity, whatever its stage is called. */
    Outcome outcome() throws Untranslatable {
        String told = event.columns().getOrDefault("statecode", "");
        return switch (told.isEmpty() ? row.text("statecode").orElse("") : told) {
            case "0" -> Outcome.OPEN;
            case "1" -> Outcome.WON;
            case "2" -> Outcome.LOST;
            default -> throw new Untranslatable("The opportunity's statecode is none of 0, 1, 2.");
        };
    }

    /** Whether the webhook itself is about one of these columns. */
    boolean isTold(List<String> columns) {
        return columns.stream().anyMatch(event.columns()::containsKey);
    }

    /**
     * Since when: the webhook's time where it is about the stage, else the time of closing, else when the row changed last,
     * which is at the latest then.
     */
    Instant since(List<String> columns, String closed) throws Untranslatable {
        Optional<Instant> told = isTold(columns) ? event.changedAt() : Optional.empty();
        if (told.isPresent()) {
            return told.get();
        }
        Optional<Instant> ended = CrmValues.time(closed, "createdon");
        if (ended.isPresent()) {
            return ended.get();
        }
        return CrmValues.time(row.text("modifiedon").orElse(""), "modifiedon")
                .orElseThrow(() -> new Untranslatable("The record has no modifiedon: its time is not known."));
    }
}
