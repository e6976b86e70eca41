package io.leadloop.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Maps the columns of a file to {@link ImportField}s: as the user says, else by their names. */
final class ColumnMeanings {

    private static final Pattern CURRENCY = Pattern.compile("\\(([A-Z]{3})\\)$");

    private ColumnMeanings() {}

    /**
     * The key of each column's {@link ImportField} in the order of the file, empty where the column is not used.
     *
     * @param given the key by a column's name, where a person says it; empty for a column that shall not be used
     * @throws BadFile where a given name is no column or a given key is no meaning
     */
    static List<String> of(FileHead head, FileKind kind, HeaderWords words, Map<String, String> given) {
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
                            : meaning(name, kind, shape, deals, words)
                                    .map(ImportField::key)
                                    .orElse(""));
        }
        return meanings;
    }

    private static Optional<ImportField> meaning(
            String name, FileKind kind, FileShape shape, Optional<DealExport> deals, HeaderWords words) {
        String ofKind = kind.meaning(name, shape);
        if (ofKind != null) {
            return ImportField.ofKey(ofKind);
        }
        // Close writes custom fields as custom.<name>, Pipedrive those of a deal as Deal - <name>.
        String bareName = HeaderWords.withoutCurrency(name)
                .replaceFirst("(?i)^(?:custom\\.|deal - (?=gclid|fbclid|msclkid))", "");
        Optional<ImportField> usual = ImportField.ofHeader(bareName);
        Optional<ImportField> english = deals.map(it -> it.meaning(bareName)).orElse(usual);
        // A name that is known and not used in this file is not asked for in other languages.
        return english.isPresent() || usual.isPresent()
                ? english
                : words.of(lastPart(name)).map(HeaderWords.Word::field);
    }

    /** Pipedrive translates both parts of {@code Deal - Value}; ids are not told apart by the second alone. */
    private static String lastPart(String name) {
        String part = name.substring(name.lastIndexOf(" - ") < 0 ? 0 : name.lastIndexOf(" - ") + 3);
        return part.equalsIgnoreCase("id") ? name : part;
    }

    /** The currency of a column of amounts such as {@code Amount (EUR)}; null where none or several are named. */
    static @Nullable String currency(List<String> names, List<String> meanings) {
        Set<String> currencies = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            Matcher named = CURRENCY.matcher(names.get(i));
            if (meanings.get(i).equals(ImportField.AMOUNT.key()) && named.find()) {
                currencies.add(named.group(1));
            }
        }
        return currencies.size() == 1 ? currencies.iterator().next() : null;
    }

    /** The languages by whose names columns were taken, as far as their meaning is still that. */
    static Set<String> languages(List<String> names, List<String> meanings, HeaderWords words) {
        Set<String> languages = new TreeSet<>();
        for (int i = 0; i < names.size(); i++) {
            String meaning = meanings.get(i);
            if (ImportField.ofHeader(names.get(i)).isEmpty()) {
                words.of(lastPart(names.get(i)))
                        .filter(it -> it.field().key().equals(meaning)
                                && !it.language().isEmpty())
                        .ifPresent(it -> languages.add(it.language()));
            }
        }
        return languages;
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
