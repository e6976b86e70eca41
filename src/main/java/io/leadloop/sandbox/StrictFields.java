package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that real platforms make and lenient fakes forget. */
public final class StrictFields {

    private static final Pattern IDENTIFIER = Pattern.compile("(?!.*://)[^\\s\\p{Z}\\p{C}\"'<>{}?&%]+");
    private static final Pattern GOOGLE = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Set<String> NONE = Set.of("null", "undefined", "false", "true", "none", "nan", "(not set)");
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private StrictFields() {}

    /** The first field that is not allowed. */
    public static Optional<String> unknown(JsonNode node, Set<String> allowed) {
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!allowed.contains(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    /** What can be a click or browser id: nothing around it, and no word or template in its place. */
    public static boolean isIdentifier(JsonNode value) {
        return value.isTextual()
                && IDENTIFIER.matcher(value.asText()).matches()
                && !NONE.contains(value.asText().toLowerCase(Locale.ROOT));
    }

    /** A gclid, gbraid or wbraid: base64 for addresses. */
    public static boolean isGoogleClick(JsonNode value) {
        return isIdentifier(value) && GOOGLE.matcher(value.asText()).matches();
    }

    /** Lower-case hex of 32 bytes. */
    public static boolean isSha256(JsonNode value) {
        return value.isTextual() && SHA256.matcher(value.asText()).matches();
    }
}
