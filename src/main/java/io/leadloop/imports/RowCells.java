package io.leadloop.imports;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import io.leadloop.lead.ClickIdText;
import io.leadloop.lead.Consent;
import io.leadloop.lead.Countries;
import io.leadloop.lead.EventLimits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The cells of a row by their meaning, with what spreadsheets do to them undone or named. */
final class RowCells {

    private static final Pattern FORMULA = Pattern.compile("=\"([^\"]*)\"");
    private static final Pattern SCIENTIFIC = Pattern.compile("[+-]?\\d([.,]\\d+)?[eE][+]\\d{1,3}");
    private static final Pattern EXCEL_ERROR = Pattern.compile(
            "#(NAME\\?|NOM\\?|¿NOMBRE\\?|NAAM\\?|VALUE!|WERT!|VALEUR!|¡VALOR!|WAARDE!|REF!|BEZUG!|DIV/0!|N/A|NV|NUM!|NULL!|#+)");

    private final int columns;
    private final Map<String, Integer> byKey = new HashMap<>();
    private final Map<Integer, ClickIdKind> clicks = new HashMap<>();
    private final Map<String, Integer> stageDates = new HashMap<>();

    /**
     * @param names of the columns; without them no column says when a stage began
     */
    RowCells(List<@Nullable ImportField> meanings, List<String> names) {
        this.columns = meanings.size();
        for (int i = 0; i < columns; i++) {
            ImportField meaning = meanings.get(i);
            if (meaning != null) {
                byKey.putIfAbsent(meaning.key(), i);
                String stage = i < names.size() ? FileKinds.stageOf(names.get(i)) : null;
                if (meaning == ImportField.STAGE_ENTERED_AT && stage != null) {
                    stageDates.put(stage, i);
                }
                if (meaning.click() != null) {
                    clicks.put(i, meaning.click());
                }
            }
        }
    }

    /** What is wrong with the number of cells; null where it fits the header. */
    @Nullable
    String strangeLength(List<String> row) {
        boolean onlyBlanksTooMany = row.size() > columns
                && row.subList(columns, row.size()).stream().allMatch(String::isBlank);
        return row.size() == columns || onlyBlanksTooMany
                ? null
                : "the row has " + row.size() + " cells, the header has " + columns
                        + "; put quotes around cells that hold the delimiter";
    }

    /** The cell without blanks around it; null where it is empty or there is no such column. */
    @Nullable
    String text(List<String> row, ImportField meaning) throws BadCell {
        Integer column = byKey.get(meaning.key());
        return column == null ? null : text(row.get(column), meaning, EventLimits.TEXT);
    }

    private static @Nullable String text(String cell, ImportField meaning, int most) throws BadCell {
        if (cell.isBlank()) {
            return null;
        }
        if (cell.length() > most
                || cell.codePoints()
                        .anyMatch(it -> Character.isISOControl(it) || Character.getType(it) == Character.SURROGATE)) {
            throw new BadCell(meaning.named() + " is longer than " + most + " characters or holds control characters");
        }
        String text = cell.strip();
        Matcher formula = FORMULA.matcher(text);
        if (formula.matches()) {
            // ="0049..." is how people keep Excel from taking an id for a number.
            text = formula.group(1);
        }
        if (EXCEL_ERROR.matcher(text).matches()) {
            throw new BadCell(meaning.named() + " holds an error of Excel instead of a value");
        }
        if (SCIENTIFIC.matcher(text).matches()) {
            throw new BadCell(
                    meaning.named() + " was turned into a number like 1.2E+11 by a spreadsheet, its digits are"
                            + " lost; format the column as text before you fill it");
        }
        return text.isEmpty() ? null : text;
    }

    /** When the record came to that status, by the column that has its name; null where none has, or nothing stands there. */
    @Nullable
    String enteredAt(List<String> row, String status) throws BadCell {
        Integer column = stageDates.get(FileKinds.letters(status));
        return column == null ? null : text(row.get(column), ImportField.STAGE_ENTERED_AT, EventLimits.TEXT);
    }

    /** The cell; null also for what forms write where there is nothing. */
    @Nullable
    String unlessPlaceholder(List<String> row, ImportField meaning) throws BadCell {
        String text = text(row, meaning);
        return ClickId.isPlaceholder(text) || "-".equals(text) ? null : text;
    }

    /** Each of several mails or numbers in one cell, as Pipedrive writes them; empty for an empty cell. */
    static List<String> several(@Nullable String cell) {
        return cell == null
                ? List.of()
                : Arrays.stream(cell.split("[,;]"))
                        .map(String::strip)
                        .filter(it -> !it.isEmpty())
                        .toList();
    }

    /** The number without the apostrophe that tells spreadsheets to leave it alone. */
    @Nullable
    String phone(List<String> row) throws BadCell {
        String text = unlessPlaceholder(row, ImportField.PHONE);
        return text != null && text.startsWith("'") ? text.substring(1) : text;
    }

    @Nullable
    String country(List<String> row) throws BadCell {
        // Elsewhere NA is a word for nothing; here it is Namibia.
        String text = "NA".equals(text(row, ImportField.COUNTRY)) ? "NA" : unlessPlaceholder(row, ImportField.COUNTRY);
        if (text == null) {
            return null;
        }
        return Countries.code(text)
                .orElseThrow(() -> new BadCell(ImportField.COUNTRY.named()
                        + " is neither an ISO 3166-1 code such as DE nor the name of a country"));
    }

    Consent.@Nullable State consent(List<String> row, ImportField meaning) throws BadCell {
        String text = text(row, meaning);
        return text == null
                ? null
                : switch (text.toLowerCase(Locale.ROOT)) {
                    case "granted",
                            "yes",
                            "true",
                            "1",
                            "ja",
                            "oui",
                            "sí",
                            "si",
                            "wahr",
                            "vrai",
                            "verdadero",
                            "waar",
                            "erteilt" -> Consent.State.GRANTED;
                    case "denied",
                            "no",
                            "false",
                            "0",
                            "nein",
                            "non",
                            "nee",
                            "falsch",
                            "faux",
                            "falso",
                            "onwaar",
                            "abgelehnt" -> Consent.State.DENIED;
                    case "unknown", "unspecified" -> Consent.State.UNKNOWN;
                    default -> throw new BadCell(meaning.named() + " is none of granted, denied, unknown");
                };
    }

    /**
     * The click ids without what surrounds them; a word that a form wrote in place of one is left out.
     *
     * @param seenAt stands in for the time of the click where {@code clickedAt} is null
     */
    List<ClickId> clicks(List<String> row, @Nullable Instant clickedAt, @Nullable Instant seenAt) throws BadCell {
        List<ClickId> found = new ArrayList<>();
        for (Map.Entry<Integer, ClickIdKind> column : clicks.entrySet()) {
            ClickIdKind kind = column.getValue();
            String cell = row.get(column.getKey());
            String clean = ClickIdText.clean(kind, cell.length() > ClickIdText.MOST ? "" : cell);
            if (cell.length() > ClickIdText.MOST || clean.length() > EventLimits.CLICK_ID) {
                throw new BadCell(
                        ImportField.ofClick(kind).named() + " is longer than " + EventLimits.CLICK_ID + " characters");
            }
            String text = text(clean, ImportField.ofClick(kind), EventLimits.CLICK_ID);
            if (!ClickId.isPlaceholder(text) && text != null) {
                found.add(clickedAt == null ? ClickId.seen(kind, text, seenAt) : ClickId.of(kind, text, clickedAt));
            }
        }
        return found;
    }
}
