package io.leadloop.destination;

import io.leadloop.lead.StageKind;
import java.util.List;

/** Makes conversion actions (rules, goals) in an account by the platform's API. */
public interface ActionMaker {

    /**
     * What would be made for a stage, in sentences.
     *
     * @param name as the account will show it
     */
    Preview preview(String name, StageKind kind, boolean isPrimary);

    /**
     * Asks the platform whether it would make it or, where its API cannot check without making, whether the account has an
     * action of that name already; nothing is made.
     *
     * @return what was found out, in a sentence for the person who asks
     * @throws NotMade if it would refuse
     */
    String check(Preview wanted) throws NotMade;

    /**
     * Makes it.
     *
     * @return the new action's reference
     * @throws NotMade if the platform refuses, or its answer did not come; then it may exist all the same
     */
    String make(Preview wanted) throws NotMade;

    /**
     * The check of a platform that cannot check without making. A second action of one name would split what is counted.
     *
     * @param platform as people call it
     * @param actions the account's, as it lists them now
     */
    static String checkedByName(String platform, Preview wanted, List<CatalogueAction> actions) throws NotMade {
        for (CatalogueAction it : actions) {
            if (it.name().equalsIgnoreCase(wanted.name()) && it.status() != CatalogueAction.Status.REMOVED) {
                throw new NotMade("The account has one of the name '" + it.name()
                        + "' already. Choose that one for the stage in the pipeline, or take another name.");
            }
        }
        return platform + " cannot check it without making it. The account has none of that name yet.";
    }

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
