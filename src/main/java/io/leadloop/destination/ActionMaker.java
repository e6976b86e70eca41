package io.leadloop.destination;

import io.leadloop.lead.StageKind;
import java.util.List;

/** Makes conversion actions in an account, by an API that can check first without making anything. */
public interface ActionMaker {

    /**
     * What would be made for a stage, in sentences.
     *
     * @param name as the account will show it
     */
    Preview preview(String name, StageKind kind, boolean isPrimary);

    /**
     * Asks the platform whether it would make it; nothing is made.
     *
     * @throws NotMade if it would refuse
     */
    void check(Preview wanted) throws NotMade;

    /**
     * Makes it.
     *
     * @return the new action's reference
     * @throws NotMade if the platform refuses, or its answer did not come; then it may exist all the same
     */
    String make(Preview wanted) throws NotMade;

    /** An action that does not exist yet, and what people should know of it before. */
    record Preview(String name, StageKind kind, boolean isPrimary, List<String> lines) {

        public Preview {
            lines = List.copyOf(lines);
        }
    }

    /** The platform did not make it, in words for the person who asked. */
    final class NotMade extends Exception {

        private static final long serialVersionUID = 1L;

        public NotMade(String words) {
            super(words);
        }

        public String words() {
            return String.valueOf(getMessage());
        }
    }
}
