package io.leadloop.destination.httpaccount;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The account's own headers: constants and keys of the account. */
final class RequestHeaders {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

    private static final int LATIN_1 = 255;

    /** What the connection is made of; a template must not change where a request goes or where it ends. */
    private static final Set<String> NOT_OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "proxy-authorization");

    private RequestHeaders() {}

    static Map<String, Placeholder.Text> of(HttpAccountSettings.Reader reader, Map<String, String> said) {
        Map<String, Placeholder.Text> headers = new LinkedHashMap<>();
        said.forEach((name, value) -> headers.put(name, reader.read("headers." + name, () -> read(name, value))));
        return headers;
    }

    private static Placeholder.Text read(String name, String value) {
        if (!NAME.matcher(name).matches() || NOT_OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("this header cannot be set");
        }
        return Placeholder.read(checked(value), Placeholder.Place.KEYS);
    }

    static String checked(String value) {
        if (value.chars().anyMatch(it -> it < ' ' && it != '\t' || it == 127)) {
            throw new IllegalArgumentException("a header cannot hold a line break");
        }
        if (value.chars().anyMatch(it -> it > LATIN_1)) {
            throw new IllegalArgumentException("a header holds Latin letters and signs only");
        }
        return value;
    }

    static String with(Placeholder.Text text, AccountKeys keys) {
        StringBuilder written = new StringBuilder();
        for (Object part : text.parts()) {
            written.append(
                    part instanceof Placeholder placeholder && placeholder.key() != null
                            ? checked(keys.of(placeholder.key()))
                            : part);
        }
        return written.toString();
    }
}
