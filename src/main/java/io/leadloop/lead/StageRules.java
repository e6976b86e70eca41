package io.leadloop.lead;

import java.util.Optional;

/** The rules of sales ops: which stage an event's status means. */
public interface StageRules {

    /** The id of the stage; empty when no rule knows the status. */
    Optional<String> stageFor(LeadEvent event);
}
