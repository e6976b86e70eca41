package io.leadloop.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Maps the columns of a file to {@link ImportField}s: as the user says, else by their names. */
final class ColumnMeanings {

    private ColumnMeanings() {}

    /**
     * The key of each column's {@link ImportField} in the order of the file, empty where the column is not used.
     *
     * @param given the key by a column's name, where a person says it; empty for a column that shall not be used
     * @throws BadFile where a given name is no column or a given key is no meaning
     */
    static List<String> of(FileHead head, FileKind kind, Map<String, String> given) {
        List<String> names = head.columns();
        given.keySet().stream().filter(it -> !names.contains(it)).findFirst().ifPresent(it -> {
            throw new BadFile("The file has no column '" + it + "'.");
        });
        Optional<DealExport> deals = DealExport.of(names);
        FileShape shape = FileShape.of(head);
        List<String> meanings = new ArrayList<>();
        for (String name : names) {
            String meaning = given.get(name);
            meanings.add(
                    meaning != null
                            ? known(meaning)
                            : meaning(name, kind, shape, deals)
                                    .map(ImportField::key)
                                    .orElse(""));
        }
        return meanings;
    }

    private static Optional<ImportField> meaning(
            String name, FileKind kind, FileShape shape, Optional<DealExport> deals) {
        String ofKind = kind.meaning(name, shape);
        if (ofKind != null) {
            return ImportField.ofKey(ofKind);
        }
        // Close writes custom fields as custom.<name>, Pipedrive those of a deal as Deal - <name>.
        String bareName = name.replaceFirst("(?i)^(?:custom\\.|deal - (?=gclid|fbclid|msclkid))", "");
        return deals.map(it -> it.meaning(bareName)).orElseGet(() -> ImportField.ofHeader(bareName));
    }

    /** The key itself; throws BadFile where it is no meaning. */
    static String known(String key) {
        if (!key.isEmpty() && ImportField.ofKey(key).isEmpty()) {
            throw new BadFile("'" + key + "' is none of the meanings that a column may have: "
                    + ImportField.all().stream().map(ImportField::key).toList() + ".");
        }
        return key;
    }
}
