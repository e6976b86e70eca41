package io.leadloop.crm;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.database.StorableText;
import io.leadloop.http.OutsideAnswer;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words of a CRM's error answer, masked so that an operator may read them: without mailboxes, numbers of people,
 * addresses of the web and anything that may be a token or a record.
 */
public final class CrmErrorText {

    private static final int LONGEST = 240;

    /** Where the CRMs and RFC 6749 keep codes and messages. */
    private static final List<String> FIELDS = List.of(
            "error",
            "errorCode",
            "error_code",
            "code",
            "category",
            "status",
            "error_description",
            "message",
            "error_info",
            "detail");

    private CrmErrorText() {}

    /** {@code " It says: ..."} with the masked words of the answer; empty if the answer is no JSON or says nothing. */
    public static String of(OutsideAnswer answer) {
        return said(answer.json());
    }

    private static String said(JsonNode answer) {
        Set<String> words = new LinkedHashSet<>();
        collect(answer.isArray() ? answer.path(0) : answer, words);
        return quoted(words);
    }

    private static void collect(JsonNode object, Set<String> words) {
        for (String field : FIELDS) {
            JsonNode value = object.path(field);
            if (value.isObject()) {
                collect(value, words);
            } else if (value.isTextual() && !value.asText().equals("error")) {
                words.add(value.asText());
            }
        }
    }

    private static String quoted(Set<String> words) {
        words.removeIf(String::isBlank);
        return words.isEmpty() ? "" : " It says: \"" + masked(String.join(": ", words)) + "\".";
    }

    private static String masked(String text) {
        String plain = text.replaceAll("[\\s\\p{Cntrl}]+", " ")
                .replaceAll("(?i)\\b[a-z][a-z0-9+.-]*://\\S+", "***")
                .replaceAll("[^\\s@\"'<>(),;:]+@[^\\s@\"'<>(),;]+", "***")
                .replaceAll("(?=[\\w.~+/!-]*\\d)[\\w.~+/!-]{16,}", "***")
                .replaceAll("(?<!\\w)\\+?\\d[\\d ().-]{5,}\\d(?!\\w)", "***")
                .replace('"', '\'')
                .strip();
        return StorableText.of(plain, LONGEST);
    }
}
