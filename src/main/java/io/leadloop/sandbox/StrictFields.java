package io.leadloop.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks that real platforms make and lenient fakes forget. */
public final class StrictFields {

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

    /** Lower-case hex of 32 bytes. */
    public static boolean isSha256(JsonNode value) {
        return value.isTextual() && SHA256.matcher(value.asText()).matches();
    }
}
