package io.leadloop.crm.generic;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What is wrong with the keys of a source of the type {@code generic} beyond each single value. */
final class SourceMistakes {

    private SourceMistakes() {}

    /** By the keys below the source's; empty if there are none. */
    static List<String> of(GenericProperties properties) {
        List<String> mistakes = new ArrayList<>();
        FieldMap fields = properties.fields();
        if (fields == null) {
            mistakes.add("fields is missing");
            return mistakes;
        }
        boolean namesDeliveries = properties.verification() == GenericProperties.Verification.STANDARD_WEBHOOKS;
        fields.mistakes(namesDeliveries).forEach(it -> mistakes.add("fields." + it));
        mistakes.addAll(besideTheMap(properties, fields));
        return mistakes;
    }

    /** The same without those of the map. */
    static List<String> besideTheMap(GenericProperties properties, FieldMap fields) {
        List<String> mistakes = new ArrayList<>();
        Set<String> unknown = new TreeSet<>();
        GenericProperties.ReadBack readBack = properties.readBack();
        if (readBack != null) {
            mistakes.addAll(ReadBackCalls.mistakes(readBack));
        }
        if (fields.mistakes(true).isEmpty()) {
            unknown.addAll(fields.roots());
            unknown.removeAll(Set.of(Place.BODY, Place.RECEIVED));
            unknown.removeAll(readBack == null ? Set.of() : readBack.paths().keySet());
            unknown.forEach(
                    it -> mistakes.add("fields reads the record " + it + ", which read-back.paths does not name"));
        }
        if (properties.verification() == GenericProperties.Verification.BODY && properties.secretPlace() == null) {
            mistakes.add("secret-place is missing: where in the body the secret stands, for verification body");
        }
        if (properties.accountPlace() != null
                && (properties.accountId() == null || properties.accountId().isBlank())) {
            mistakes.add("account-id is missing: the account whose webhooks are taken");
        }
        List<String> pointers = new ArrayList<>(properties.leaveOut());
        if (properties.secretPlace() != null) {
            pointers.add(properties.secretPlace());
        }
        pointers.stream()
                .filter(it -> !it.startsWith("/"))
                .forEach(it -> mistakes.add("leave-out or secret-place has '" + it + "', which is no JSON Pointer"));
        return mistakes;
    }
}
