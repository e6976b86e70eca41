package io.leadloop.imports;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the kinds of file look at: the head with the names of its columns without letter case, blanks and signs. */
record FileShape(FileHead head, List<String> columns, Set<String> names) {

    static FileShape of(FileHead head) {
        List<String> columns = head.columns().stream().map(ImportField::bare).toList();
        return new FileShape(
                head, columns, columns.stream().filter(it -> !it.isEmpty()).collect(Collectors.toUnmodifiableSet()));
    }

    boolean has(String... wanted) {
        return names.containsAll(List.of(wanted));
    }

    boolean hasAny(String... wanted) {
        return List.of(wanted).stream().anyMatch(names::contains);
    }

    boolean hasOnly(Set<String> allowed) {
        return allowed.containsAll(names);
    }

    /** By its spelling: {@code event_type} is another platform's than {@code eventtype}. */
    boolean spells(String name) {
        return head.columns().contains(name);
    }

    boolean hasColumnLike(String regex) {
        return head.columns().stream().anyMatch(it -> it.matches(regex));
    }

    /** The columns of all templates of Google for conversions. */
    boolean isOfConversions() {
        return has("conversionname") && hasAny("conversiontime", "conversiondate");
    }

    boolean hasContact() {
        return hasAny("email", "phonenumber", "phone", "hashedemail", "hashedphonenumber");
    }

    boolean hasGoogleClick() {
        return hasAny("googleclickid", "googleclick", "gclid", "gbraid", "wbraid");
    }
}
