package io.leadloop.destination.linkedin;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the rows that LinkedIn names in a message. Two forms are known, neither is documented: with status 422 lines of
 * {@code Index: 0, ERROR :: ...}, where further lines without an index belong to the last one named; with status 400
 * {@code ..., indices [0, 3] (0-indexed)}.
 */
final class LinkedInRows {

    private static final Pattern INDEX =
            Pattern.compile("Index: (\\d{1,5}), (.*?)(?=Index: \\d{1,5}, |\\z)", Pattern.DOTALL);
    private static final Pattern INDICES = Pattern.compile("indices \\[([\\d,\\s]+)]");
    private static final int MOST_DIGITS = 5;

    private LinkedInRows() {}

    /** The rows of a request of that size with what is wrong with them; empty when the message names none. */
    static Map<Integer, String> named(String message, int size) {
        Map<Integer, String> rows = new TreeMap<>();
        Matcher index = INDEX.matcher(message);
        while (index.find()) {
            put(rows, index.group(1), index.group(2), size);
        }
        Matcher indices = INDICES.matcher(message);
        while (indices.find()) {
            for (String row : indices.group(1).split(",")) {
                put(rows, row.strip(), message, size);
            }
        }
        return rows;
    }

    private static void put(Map<Integer, String> rows, String row, String words, int size) {
        if (!row.isEmpty() && row.length() <= MOST_DIGITS && Integer.parseInt(row) < size) {
            rows.putIfAbsent(Integer.parseInt(row), inOneLine(words));
        }
    }

    static String inOneLine(String message) {
        return message.strip().replaceAll("\\s*\\n\\s*", "; ");
    }
}
