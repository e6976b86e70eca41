package io.leadloop.ops.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.ops.desk.BadInput;
import io.leadloop.pipeline.Condition;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a pipeline's document. Whoever writes one by hand leaves out the ids of new rules, which are names inside the
 * decision tables; anything else that is missing is named, so that it is no silent default.
 */
final class DocumentRows {

    /** What XML takes as an id, without its letters of other scripts. */
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

    private static final int LONGEST = 500;
    private static final int MOST_DIGITS = 15;
    private static final int MOST_PLACES = 4;

    private DocumentRows() {}

    /** Throws BadInput that names the first row of the list that is none. */
    static void mustBeRows(ObjectNode document, String list) {
        int place = 0;
        for (JsonNode row : document.path(list)) {
            if (!row.isObject()) {
                throw new BadInput("The document has no row at '" + list + "[" + place + "]'.");
            }
            place++;
        }
    }

    /** Gives each row of the list an id, and a note where it has none; throws BadInput for ids that cannot be. */
    static void name(ObjectNode document, String list) {
        Set<String> ids = new HashSet<>();
        int place = 0;
        for (JsonNode row : document.path(list)) {
            String at = list + "[" + place++ + "].id";
            if (row.hasNonNull("id")) {
                String id = row.path("id").asText();
                if (!ID.matcher(id).matches()) {
                    throw new BadInput(
                            "The document cannot be read at " + at
                                    + ": an id begins with a letter and holds letters, digits, '_', '-' and '.'. Leave it out for a new row.");
                }
                if (!ids.add(id)) {
                    throw new BadInput("The document cannot be read at " + at + ": '" + id
                            + "' stands there twice. Leave it out for a new row.");
                }
            }
        }
        int number = 1;
        for (JsonNode row : document.path(list)) {
            ObjectNode named = (ObjectNode) row;
            if (!row.hasNonNull("id")) {
                while (!ids.add("rule_" + number)) {
                    number++;
                }
                named.put("id", "rule_" + number);
            }
            if (!row.hasNonNull("note")) {
                named.put("note", "");
            }
        }
    }

    /**
     * Throws BadInput that names the first part that is missing and must not be, or that no decision table can hold: a text
     * that XML has no way to write, a number of too many digits, "none of" no words.
     */
    static void mustBeWhole(@Nullable Object value, String place) {
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                mustBeWhole(list.get(i), place + "[" + i + "]");
            }
        } else if (value instanceof String text) {
            if (text.length() > LONGEST || !text.codePoints().allMatch(DocumentRows::isText)) {
                throw new BadInput("The document cannot be read at " + place + ": a text holds at most " + LONGEST
                        + " characters, and none of those that control a device.");
            }
        } else if (value instanceof BigDecimal number) {
            if ((long) number.precision() - number.scale() > MOST_DIGITS || number.scale() > MOST_PLACES) {
                throw new BadInput("The document cannot be read at " + place + ": a number has at most " + MOST_DIGITS
                        + " digits before the point and " + MOST_PLACES + " behind it.");
            }
        } else if (value instanceof Condition none && none.not() && none.words().isEmpty()) {
            throw new BadInput("The document cannot be read at " + place
                    + ": 'not' needs words. Without words the condition fits everything; set 'not' to false.");
        } else if (value instanceof Record) {
            for (RecordComponent part : value.getClass().getRecordComponents()) {
                String at = place.isEmpty() ? part.getName() : place + "." + part.getName();
                Object held = held(value, part);
                if (held == null && !part.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
                    throw new BadInput("The document has no '" + at + "'. GET /api/pipeline shows its form.");
                }
                mustBeWhole(held, at);
            }
        }
    }

    /** What XML 1.0 has a character for (section 2.2). */
    private static boolean isText(int it) {
        return it == '\t'
                || it == '\n'
                || it == '\r'
                || it >= 0x20 && it <= 0xD7FF
                || it >= 0xE000 && it <= 0xFFFD
                || it > 0xFFFF;
    }

    private static @Nullable Object held(Object value, RecordComponent part) {
        try {
            return part.getAccessor().invoke(value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("Cannot read " + part, e);
        }
    }
}
