package io.leadloop.csv;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Map;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.jspecify.annotations.Nullable;

/**
 * The cells of a workbook as text. Excel keeps a date as a number of days whose format says that it is one: it becomes ISO 8601
 * without a zone, to the millisecond, and a day alone where neither the format nor the number has a time of day.
 */
final class WorkbookCells {

    /** Excel counts a 29 February 1900 that never was: day 61 is the first that both calendars agree on. */
    private static final LocalDate DAY_ZERO_1900 = LocalDate.of(1899, 12, 30);

    private static final LocalDate DAY_ZERO_1904 = LocalDate.of(1904, 1, 1);
    private static final int FIRST_SAFE_DAY_1900 = 61;
    private static final int LAST_DAY = 2_958_465;
    private static final long MILLIS = 86_400_000L;
    private static final int DIGITS_OF_EXCEL = 15;
    private static final int MOST_SCALE = 400;
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final DateTimeFormatter FRACTIONS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS");

    private enum Shows {
        NUMBER,
        DAY,
        TIME
    }

    private final LocalDate dayZero;
    private final int firstDay;
    private final Map<String, Shows> formats = new HashMap<>();

    WorkbookCells(boolean is1904) {
        this.dayZero = is1904 ? DAY_ZERO_1904 : DAY_ZERO_1900;
        this.firstDay = is1904 ? 0 : FIRST_SAFE_DAY_1900;
    }

    String text(@Nullable Cell cell) {
        if (cell == null || cell.getType() == CellType.EMPTY) {
            return "";
        }
        String raw = cell.getRawValue();
        if (raw == null) {
            raw = "";
        }
        return switch (cell.getType()) {
            case NUMBER -> number(cell, raw);
            case BOOLEAN -> isTrue(raw) ? "true" : "false";
            case FORMULA -> cell.getValue() instanceof BigDecimal ? number(cell, raw) : raw;
            case STRING -> cell.getText();
            // Also what cannot be read as what it says it is: never its raw number in the place of a text.
            default -> raw.startsWith("#") ? raw : "#VALUE!";
        };
    }

    private static boolean isTrue(String raw) {
        return raw.equals("1") || raw.equalsIgnoreCase("true");
    }

    private String number(Cell cell, String raw) {
        BigDecimal number;
        try {
            number = new BigDecimal(raw.strip());
        } catch (NumberFormatException e) {
            return raw;
        }
        if (Math.abs((long) number.scale()) > MOST_SCALE) {
            return raw;
        }
        Shows shows = shows(cell);
        boolean isDate = shows != Shows.NUMBER
                && number.compareTo(BigDecimal.valueOf(firstDay)) >= 0
                && number.compareTo(BigDecimal.valueOf(LAST_DAY)) <= 0;
        return isDate ? date(number, shows) : plain(number);
    }

    /** Excel keeps 15 digits: a longer whole number has lost the rest, and is shown as the reader of rows knows it. */
    private static String plain(BigDecimal number) {
        BigDecimal bare = number.stripTrailingZeros();
        boolean hasLostDigits = bare.scale() <= 0 && bare.precision() - bare.scale() > DIGITS_OF_EXCEL;
        return hasLostDigits ? "%.5E".formatted(bare).replace(',', '.') : bare.toPlainString();
    }

    private String date(BigDecimal days, Shows shows) {
        long millis = days.multiply(BigDecimal.valueOf(MILLIS))
                .setScale(0, java.math.RoundingMode.HALF_UP)
                .longValueExact();
        LocalDate day = dayZero.plusDays(millis / MILLIS);
        long ofDay = millis % MILLIS;
        if (shows == Shows.DAY && ofDay == 0) {
            return day.toString();
        }
        LocalDateTime time = day.atTime(LocalTime.ofNanoOfDay(ofDay * 1_000_000));
        return (ofDay % 1_000 == 0 ? SECONDS : FRACTIONS).format(time);
    }

    private Shows shows(Cell cell) {
        Integer id = cell.getDataFormatId();
        String format = cell.getDataFormatString();
        if (format != null && !format.isEmpty()) {
            return formats.computeIfAbsent(format, WorkbookCells::shows);
        }
        return id == null ? Shows.NUMBER : builtIn(id);
    }

    /** ECMA-376 18.8.30, with the ids that Excel uses for East Asian dates. */
    private static Shows builtIn(int id) {
        if (id >= 14 && id <= 17 || id >= 27 && id <= 31 || id == 36 || id >= 50 && id <= 54 || id == 57 || id == 58) {
            return Shows.DAY;
        }
        return id >= 18 && id <= 22 || id >= 32 && id <= 35 || id >= 45 && id <= 47 || id == 55 || id == 56
                ? Shows.TIME
                : Shows.NUMBER;
    }

    /** A format's own letters: what stands in quotes or brackets, behind a backslash or in another section is none of them. */
    private static Shows shows(String format) {
        String letters = format.replaceAll("\"[^\"]*\"|\\\\.|_.|\\*.|\\[(?![hms]+])[^]]*]", "")
                .replaceAll(";.*", "")
                .toLowerCase(java.util.Locale.ROOT)
                .replaceAll("general|am/pm|a/p", "");
        boolean hasDay = letters.matches("(?s).*[dy].*") || letters.matches("(?s).*mmm.*");
        boolean hasTime = letters.matches("(?s).*[hs].*");
        return hasTime ? Shows.TIME : hasDay ? Shows.DAY : Shows.NUMBER;
    }
}
