package io.leadloop.lead;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a value in the place of a record's id really is, whichever door it comes by: an id is cleaned of what spreadsheets and
 * forms put around it, a word that stands for "nothing" is no id, and a mailbox or a phone number is named by its hash, because
 * neither may rest in clear. The form of a certain CRM's ids is that CRM's matter, see {@link RecordForms}.
 */
public final class RecordIds {

    private static final int HASH_DIGITS = 24;

    /** What forms, templates and spreadsheets write where there is nothing. */
    private static final Set<String> NOTHING = Set.of(
            "null",
            "undefined",
            "(not set)",
            "not set",
            "none",
            "n/a",
            "na",
            "nan",
            "nil",
            "[object object]",
            "0",
            "-",
            "#n/a",
            "#ref!",
            "#value!",
            "true",
            "false");

    private static final Pattern ZERO = Pattern.compile("0(?:[.,]0+)?");
    private static final Pattern TEMPLATE = Pattern.compile("\\{\\{.*}}|\\$\\{.*}|%%.*%%|\\[\\[.*]]|<[^>]*>");
    private static final Pattern AROUND = Pattern.compile("^[\\s\\p{Z}\\p{Cf}\\p{Cc}]+|[\\s\\p{Z}\\p{Cf}\\p{Cc}]+$");
    /** How people keep a spreadsheet from taking an id for a number. */
    private static final Pattern FORMULA = Pattern.compile("=\"([^\"]*)\"");

    private static final Pattern MAILBOX = Pattern.compile("(?:mailto:)?[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");
    private static final Pattern PHONE = Pattern.compile("(?:tel:)?\\+[\\d\\s()./-]{7,24}");

    private RecordIds() {}

    /**
     * The id that was meant; null where the value is none: empty, a placeholder such as {@code null}, {@code (not set)},
     * {@code {{contact.id}}} or {@code 0}, longer than 255 characters or with characters that nobody can see.
     */
    public static @Nullable String meant(@Nullable String value) {
        if (value == null) {
            return null;
        }
        String text = AROUND.matcher(value).replaceAll("");
        if (text.startsWith("'")) {
            text = AROUND.matcher(text.substring(1)).replaceAll("");
        }
        Matcher formula = FORMULA.matcher(text);
        if (formula.matches()) {
            text = AROUND.matcher(formula.group(1)).replaceAll("");
        }
        if (isNothing(text)) {
            return null;
        }
        if (MAILBOX.matcher(text).matches()) {
            return hashed(
                    "mail-",
                    ContactHasher.hash(text.replaceFirst("^mailto:", ""), null, null)
                            .email());
        }
        if (PHONE.matcher(text).matches()) {
            return hashed(
                    "phone-",
                    ContactHasher.hash(null, text.replaceFirst("^tel:", ""), null)
                            .phoneE164());
        }
        return text;
    }

    /** Whether nothing is said: no value, a blank one, or a word or template that stands for nothing. */
    static boolean isWordForNothing(@Nullable String value) {
        if (value == null) {
            return true;
        }
        String text = AROUND.matcher(value).replaceAll("");
        return text.isEmpty()
                || NOTHING.contains(text.toLowerCase(Locale.ROOT))
                || TEMPLATE.matcher(text).matches() && text.indexOf('@') < 0;
    }

    private static boolean isNothing(String text) {
        return text.isEmpty()
                || text.length() > EventLimits.TEXT
                || NOTHING.contains(text.toLowerCase(Locale.ROOT))
                || ZERO.matcher(text).matches()
                || TEMPLATE.matcher(text).matches()
                || text.chars().anyMatch(Character::isISOControl);
    }

    private static @Nullable String hashed(String prefix, @Nullable String hash) {
        return hash == null ? null : prefix + hash.substring(0, HASH_DIGITS);
    }
}
