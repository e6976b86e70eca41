package io.leadloop.pipeline;

import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Lint of the lines of the conversion plan, alone and in pairs. */
final class ReportLint {

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private ReportLint() {}

    static String where(Pipeline draft, ReportLine line, LintContext around) {
        return "Report " + draft.inWords(line, around::nameOf);
    }

    static List<Finding> words(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        for (ReportLine line : draft.reports()) {
            if (line.action().isBlank() || line.destination().isBlank()) {
                found.add(Finding.error(
                        "line-incomplete",
                        where(draft, line, around),
                        "It names no destination or no action.",
                        "Fill in both."));
            }
            if (Stream.of(line.action(), line.destination(), line.note())
                    .anyMatch(it -> it.contains("\"") || it.contains("\\"))) {
                found.add(Finding.error(
                        "quotes", where(draft, line, around), "It holds a quote or a backslash.", "Write it without."));
            }
            if (!line.leads().country().words().stream()
                    .allMatch(it -> COUNTRY.matcher(it).matches())) {
                found.add(Finding.error(
                        "country",
                        where(draft, line, around),
                        "A country is not an ISO 3166 code of two capital letters.",
                        "Write for example DE AT, or nothing for all countries."));
            }
        }
        draft.reports().forEach(it -> found.addAll(dealSize(draft, it, around)));
        return found;
    }

    private static List<Finding> dealSize(Pipeline draft, ReportLine line, LintContext around) {
        DealSize size = line.leads().dealSize();
        if (size.isAny()) {
            return List.of();
        }
        if (size.currency() == null || !isCurrency(size.currency())) {
            return List.of(Finding.error(
                    "deal-size",
                    where(draft, line, around),
                    "The deal size has no currency that ISO 4217 knows, so no deal would fit.",
                    "Write for example \"from 10000 EUR\"."));
        }
        if (size.from() != null && size.under() != null && size.from().compareTo(size.under()) >= 0) {
            return List.of(Finding.error(
                    "deal-size",
                    where(draft, line, around),
                    "The deal size ends before it begins, so no deal would fit.",
                    "Write the smaller amount first."));
        }
        return List.of();
    }

    private static boolean isCurrency(String code) {
        return Currency.getAvailableCurrencies().stream()
                .anyMatch(it -> it.getCurrencyCode().equals(code));
    }

    static List<Finding> unknownStage(Pipeline draft, LintContext around) {
        return draft.reports().stream()
                .filter(it -> draft.stage(it.stage()).isEmpty())
                .map(it -> Finding.error(
                        "line-without-stage",
                        where(draft, it, around),
                        "The pipeline has no stage " + it.stage() + ", so it would never be sent.",
                        "Choose a stage, or remove the line."))
                .toList();
    }

    /** A conversion is told once for each stage and destination; a second line would be dropped in silence. */
    static List<Finding> overlap(Pipeline draft, LintContext around) {
        List<Finding> found = new ArrayList<>();
        List<ReportLine> lines = draft.reports();
        for (int later = 0; later < lines.size(); later++) {
            for (ReportLine earlier : lines.subList(0, later)) {
                if (earlier.overlaps(lines.get(later))) {
                    found.add(Finding.error(
                            "lines-overlap",
                            where(draft, lines.get(later), around),
                            "Another line reports the same stage to the same destination (as " + earlier.action()
                                    + ") for some of the same leads. Only one of them would be sent.",
                            "Remove one, or give them different countries, sources or deal sizes."));
                }
            }
        }
        return found;
    }
}
