package io.leadloop.imports;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A few values of each column, for somebody who has to say what it means; nobody's mail or phone can be read from them. */
final class ColumnSamples {

    private static final int MOST = 3;
    private static final int LONGEST = 40;
    private static final Pattern MAIL = Pattern.compile("[^@\\s]+@[^@\\s]+");
    /** {@code 3.11.2026}, {@code 2026-11-03}, {@code 11/3/26}: no phone, though made of digits. */
    private static final Pattern DATE =
            Pattern.compile("^(\\d{4}([-./])\\d{1,2}\\2\\d{1,2}|\\d{1,2}([-./])\\d{1,2}\\3\\d{2,4})\\b");

    private static final Pattern PHONE = Pattern.compile("['+(]?\\d[\\d ()/.-]{7,}");

    private final List<String> meanings;
    private final List<Set<String>> values = new ArrayList<>();

    ColumnSamples(List<String> meanings) {
        this.meanings = meanings;
        meanings.forEach(it -> values.add(new LinkedHashSet<>()));
    }

    void add(List<String> row) {
        for (int i = 0; i < values.size() && i < row.size(); i++) {
            String text = row.get(i).strip();
            if (!text.isEmpty() && values.get(i).size() < MOST) {
                values.get(i).add(shown(text, meanings.get(i)));
            }
        }
    }

    List<Preview.Column> columns(List<String> names, List<String> now) {
        List<Preview.Column> columns = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            columns.add(new Preview.Column(
                    names.get(i), now.get(i), i < values.size() ? List.copyOf(values.get(i)) : List.of()));
        }
        return columns;
    }

    private static String shown(String text, String meaning) {
        String plain = text.replaceAll("\\p{C}", " ");
        if (meaning.equals(ImportField.EMAIL.key()) || MAIL.matcher(plain).matches()) {
            int at = plain.indexOf('@');
            return plain.charAt(0) + "\u2026" + (at < 0 ? "" : plain.substring(at));
        }
        boolean isUnread = meaning.isEmpty()
                && PHONE.matcher(plain).matches()
                && !DATE.matcher(plain).find();
        if (meaning.equals(ImportField.PHONE.key()) || isUnread) {
            return "\u2026" + plain.substring(Math.max(0, plain.length() - 2));
        }
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "\u2026";
    }
}
