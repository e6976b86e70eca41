package io.leadloop.imports;

import io.leadloop.lead.LeadEvent;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first rows of a file as they will be understood, and what is missing.
 *
 * @param rows the first ones, as they will be understood with the answers so far
 * @param broken why the file cannot be read to the end of the first rows; null where it can
 * @param missing what has to be answered or corrected before a dry run or the import may begin, each in words
 * @param questions the names of {@link ImportOptions} without which some of these rows are bad: zone, currency and the
 *     like
 */
public record Preview(
        char delimiter,
        List<Column> columns,
        List<Row> rows,
        @Nullable String broken,
        List<String> missing,
        Set<String> questions) {

    /**
     * @param name as it stands in the file
     * @param meaning the key of its {@link ImportField}; empty where it is not used
     * @param samples up to three different values of its first rows, mail addresses and phones masked
     */
    public record Column(String name, String meaning, List<String> samples) {

        private static final Pattern CONSENT = Pattern.compile(
                "consent|opt.?in|gdpr|dsgvo|einwillig|zustimm|toestemming|rgpd", Pattern.CASE_INSENSITIVE);

        /** Whether it is not used and its name speaks of consent: of which one, only a person can say. */
        public boolean looksLikeConsent() {
            return meaning.isEmpty() && CONSENT.matcher(name).find();
        }
    }

    /**
     * @param event null for a bad row
     * @param reason why it is bad; empty for a good one
     */
    public record Row(long line, @Nullable LeadEvent event, String reason) {}

    /** The delimiter for people. */
    public String delimiterName() {
        return switch (delimiter) {
            case ',' -> "comma";
            case ';' -> "semicolon";
            case '\t' -> "tab";
            default -> String.valueOf(delimiter);
        };
    }

    /** What has to be answered, as the page calls it. */
    public List<String> questionsInWords() {
        return questions.stream()
                .map(it -> switch (it) {
                    case "zone" -> "the time zone of times without one";
                    case "currency" -> "the currency of amounts without one";
                    case "country" -> "the country of phones without a code";
                    case "status" -> "the status of rows without one";
                    case "timeOfDay" -> "the time of days without one";
                    case "dateOrder" -> "what 03/10/2026 is";
                    case "decimalSign" -> "what 1.234 and 1,234 are";
                    default -> it;
                })
                .toList();
    }

    public boolean mayStart() {
        return broken == null && missing.isEmpty();
    }
}
