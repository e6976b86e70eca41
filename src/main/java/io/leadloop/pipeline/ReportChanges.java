package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What changed in lines of a plan, in words; the same change at several accounts is said once. */
final class ReportChanges {

    private record Change(String stage, String what, String before, String after) {}

    private final Map<Change, List<String>> accounts = new LinkedHashMap<>();

    /** A line of the plan. */
    final class Place {

        private final String stage;
        private final String account;

        private Place(String stage, String account) {
            this.stage = stage;
            this.account = account;
        }

        /** Notes nothing where both are alike. */
        void changed(String what, String before, String after) {
            if (!before.equals(after)) {
                accounts.computeIfAbsent(new Change(stage, what, before, after), it -> new ArrayList<>())
                        .add(account);
            }
        }
    }

    Place at(String stage, String account) {
        return new Place(stage, account);
    }

    List<String> inWords() {
        return accounts.entrySet().stream()
                .map(it -> "Report " + it.getKey().stage() + " to " + String.join(", ", it.getValue()) + ": "
                        + it.getKey().what() + " was " + it.getKey().before() + " and is now "
                        + it.getKey().after() + ".")
                .toList();
    }
}
