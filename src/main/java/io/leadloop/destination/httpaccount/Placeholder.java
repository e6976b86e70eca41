package io.leadloop.destination.httpaccount;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What stands between double braces: a field with its form, a key of the account, or the events of a request.
 *
 * @param field null for a key and for the events
 * @param form the field's form; null for a key and for the events
 * @param key the name of a key of the account; null for a field and for the events
 * @param isNumber whether the key is written as a number
 */
record Placeholder(
        @Nullable TemplateField field,
        TemplateField.@Nullable Form form,
        @Nullable String key,
        boolean isNumber) {

    static final String KEY = "key.";
    private static final String AS_NUMBER = ":number";
    private static final String EVENTS = "events";
    private static final Pattern BRACES = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern KEY_NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    /** Where a template may say what. */
    enum Place {
        /** An event: fields and keys. */
        EVENT,
        /** What stands around the events: they and keys. */
        BODY,
        /** An address or a header: keys alone. */
        KEYS
    }

    /** A text of constants (String) and placeholders. */
    record Text(List<Object> parts) {

        boolean isConstant() {
            return parts.stream().allMatch(String.class::isInstance);
        }

        /** The one placeholder that is all of the text; null where there is more or less. */
        @Nullable
        Placeholder alone() {
            return parts.size() == 1 && parts.get(0) instanceof Placeholder one ? one : null;
        }
    }

    boolean isEvents() {
        return field == null && key == null;
    }

    /** Throws IllegalArgumentException, whose words say what is wrong, for a text that cannot be one. */
    static Text read(String text, Place place) {
        List<Object> parts = new ArrayList<>();
        Matcher braces = BRACES.matcher(text);
        int from = 0;
        while (braces.find()) {
            constant(parts, text.substring(from, braces.start()));
            parts.add(of(braces.group(1).strip(), place));
            from = braces.end();
        }
        constant(parts, text.substring(from));
        return new Text(List.copyOf(parts));
    }

    private static void constant(List<Object> parts, String text) {
        if (text.contains("{{") || text.contains("}}")) {
            throw new IllegalArgumentException("double braces that do not close around one field");
        }
        if (!text.isEmpty()) {
            parts.add(text);
        }
    }

    private static Placeholder of(String said, Place place) {
        if (said.startsWith(KEY)) {
            boolean isNumber = said.endsWith(AS_NUMBER);
            String name = said.substring(KEY.length(), said.length() - (isNumber ? AS_NUMBER.length() : 0));
            if (!KEY_NAME.matcher(name).matches()) {
                throw new IllegalArgumentException("{{" + said + "}}: a key is small letters, digits and dashes");
            }
            return new Placeholder(null, null, name, isNumber);
        }
        if (said.equals(EVENTS) && place == Place.BODY) {
            return new Placeholder(null, null, null, false);
        }
        if (place != Place.EVENT) {
            throw new IllegalArgumentException("{{" + said + "}} cannot stand here: "
                    + (place == Place.BODY ? "{{events}} and {{key.<name>}} can" : "{{key.<name>}} can"));
        }
        return field(said);
    }

    private static Placeholder field(String said) {
        int colon = said.indexOf(':');
        String name = colon < 0 ? said : said.substring(0, colon).strip();
        TemplateField field = TemplateField.find(name);
        if (field == null) {
            throw new IllegalArgumentException("{{" + said + "}} is no field; the fields are key.<name>, "
                    + String.join(", ", TemplateField.names()));
        }
        String form = colon < 0
                ? field.forms().keySet().iterator().next()
                : said.substring(colon + 1).strip();
        TemplateField.Form found = field.forms().get(form);
        if (found == null) {
            throw new IllegalArgumentException("{{" + said + "}}: the forms of " + name + " are "
                    + String.join(", ", field.forms().keySet()));
        }
        return new Placeholder(field, found, null, false);
    }
}
