package io.leadloop.destination.httpaccount;

import io.leadloop.conversion.Upload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The receiver's names of the plan's actions.
 *
 * @param names by the plan's action; one that is not in here is a name itself
 * @param standard the receiver's closed list; empty where any name will do
 * @param custom the word under which it takes names that are not on the list; null where it takes none
 */
record ActionNames(
        Map<String, String> names,
        List<String> standard,
        @Nullable String custom) {

    String of(Upload upload) {
        return name(upload.conversion().action());
    }

    private String name(String action) {
        return names.getOrDefault(action, action);
    }

    /** The name where it is on the list, else the word for others. */
    @Nullable
    String standard(Upload upload) {
        return isStandard(of(upload)) ? of(upload) : custom;
    }

    /** The name where it is not on the list. */
    @Nullable
    String custom(Upload upload) {
        return isStandard(of(upload)) ? null : of(upload);
    }

    boolean knows(String action) {
        String name = name(action);
        return !name.isBlank() && !name.equals(custom) && (isStandard(name) || custom != null);
    }

    private boolean isStandard(String name) {
        return standard.isEmpty() || standard.contains(name);
    }
}
