package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.WebhookRefused;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses bodies of the type {@code application/x-www-form-urlencoded} into the tree that JSON would give: {@code deal[id]=17}
 * stands at {@code /deal/id}, {@code fields[0][key]=GCLID} at {@code /fields/0/key}. Each value is a text. Anything else is
 * refused with 400.
 */
final class FormBody {

    private static final int MOST_FIELDS = 5_000;
    private static final int DEEPEST = 10;

    private FormBody() {}

    static ObjectNode tree(String text) throws WebhookRefused {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        String[] pairs = text.strip().split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw WebhookRefused.unreadable("The form has more than " + MOST_FIELDS + " fields.");
        }
        for (String pair : pairs) {
            int is = pair.indexOf('=');
            if (is > 0) {
                put(root, names(decoded(pair.substring(0, is))), decoded(pair.substring(is + 1)));
            } else if (!pair.isEmpty()) {
                throw WebhookRefused.unreadable("The body is no form: a field has no name or no value.");
            }
        }
        return root;
    }

    /** {@code a[b][c]} as a, b and c; an empty {@code []} is the next number. */
    private static List<String> names(String key) throws WebhookRefused {
        int bracket = key.indexOf('[');
        if (bracket <= 0 || !key.endsWith("]")) {
            return List.of(key);
        }
        List<String> names = new ArrayList<>(List.of(key.substring(0, bracket)));
        names.addAll(List.of(key.substring(bracket + 1, key.length() - 1).split("]\\[", -1)));
        if (names.size() > DEEPEST) {
            throw WebhookRefused.unreadable("The form has fields inside of more than " + DEEPEST + " others.");
        }
        return names;
    }

    private static void put(ObjectNode root, List<String> names, String value) throws WebhookRefused {
        ObjectNode parent = root;
        for (String name : names.subList(0, names.size() - 1)) {
            parent = child(parent, name.isEmpty() ? String.valueOf(parent.size()) : name);
        }
        String last = names.get(names.size() - 1);
        String name = last.isEmpty() ? String.valueOf(parent.size()) : last;
        if (parent.has(name)) {
            throw WebhookRefused.unreadable("The form names a field twice.");
        }
        parent.put(name, value);
    }

    private static ObjectNode child(ObjectNode parent, String name) throws WebhookRefused {
        if (!parent.has(name)) {
            return parent.putObject(name);
        }
        if (parent.get(name) instanceof ObjectNode object) {
            return object;
        }
        throw WebhookRefused.unreadable("The form names a field both as a value and as a group.");
    }

    private static String decoded(String text) throws WebhookRefused {
        try {
            String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
            if (decoded.indexOf('\0') >= 0) {
                throw WebhookRefused.unreadable("The body holds a NUL character.");
            }
            return decoded;
        } catch (IllegalArgumentException e) {
            throw WebhookRefused.unreadable("The form has a broken escape such as %zz.");
        }
    }
}
