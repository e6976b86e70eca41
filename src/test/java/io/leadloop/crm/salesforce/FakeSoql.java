package io.leadloop.crm.salesforce;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The part of SOQL that LeadLoop speaks, read strictly: an unknown field or a broken filter is refused as Salesforce does. */
final class FakeSoql {

    private static final Pattern QUERY = Pattern.compile(
            "SELECT (?<fields>[\\w, ]+) FROM (?<object>\\w+)(?: WHERE (?<where>.+?))?(?: ORDER BY (?<order>[\\w, ]+?))?"
                    + "(?: LIMIT (?<limit>\\d+))?",
            Pattern.DOTALL);
    private static final Pattern TOKEN =
            Pattern.compile("\\s*('(?:[^'\\\\]|\\\\.)*'|\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z|>=|<=|[(),=<>]|\\w+)");

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> columns;
    private int next;

    /** A query that Salesforce would refuse. */
    static final class Refused extends RuntimeException {
        final String code;

        Refused(String code, String message) {
            super(message);
            this.code = code;
        }
    }

    private FakeSoql(Set<String> columns) {
        this.columns = columns;
    }

    /** The rows of the answer, with the selected fields alone. */
    static List<Map<String, Object>> answer(
            String soql, Map<String, Set<String>> schema, Map<String, List<Map<String, Object>>> tables) {
        Matcher query = QUERY.matcher(soql);
        if (!query.matches()) {
            throw new Refused("MALFORMED_QUERY", "unexpected token in: " + soql);
        }
        String object = query.group("object");
        Set<String> columns = schema.get(object);
        if (columns == null) {
            throw new Refused("INVALID_TYPE", "sObject type '" + object + "' is not supported.");
        }
        List<String> fields = Arrays.asList(query.group("fields").split(", "));
        fields.forEach(it -> known(columns, it));
        Predicate<Map<String, Object>> filter = where(columns, query.group("where"));
        String limit = query.group("limit");
        return tables.getOrDefault(object, List.of()).stream()
                .filter(filter)
                .sorted(order(columns, query.group("order")))
                .limit(limit == null ? Long.MAX_VALUE : Long.parseLong(limit))
                .map(it -> selected(object, fields, it))
                .toList();
    }

    private static Map<String, Object> selected(String object, List<String> fields, Map<String, Object> row) {
        Map<String, Object> selected = new TreeMap<>();
        selected.put("attributes", Map.of("type", object, "url", "/services/data/v66.0/sobjects/" + object));
        fields.forEach(it -> selected.put(it, row.get(it)));
        return selected;
    }

    private static Comparator<Map<String, Object>> order(Set<String> columns, @Nullable String order) {
        Comparator<Map<String, Object>> by = (a, b) -> 0;
        for (String field : order == null ? new String[0] : order.split(", ")) {
            known(columns, field);
            by = by.thenComparing(it -> comparable(it.get(field)));
        }
        return by;
    }

    private static Predicate<Map<String, Object>> where(Set<String> columns, @Nullable String text) {
        if (text == null) {
            return row -> true;
        }
        FakeSoql parser = new FakeSoql(columns);
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.lookingAt()) {
            parser.tokens.add(token.group(1));
            end = token.end();
            token.region(end, text.length());
        }
        if (end != text.stripTrailing().length()) {
            throw new Refused("MALFORMED_QUERY", "unexpected token: '" + text.substring(end) + "'");
        }
        Predicate<Map<String, Object>> filter = parser.either();
        if (parser.next != parser.tokens.size()) {
            throw new Refused("MALFORMED_QUERY", "unexpected token: " + parser.tokens.get(parser.next));
        }
        return filter;
    }

    private Predicate<Map<String, Object>> either() {
        Predicate<Map<String, Object>> filter = both();
        while (is("OR")) {
            filter = filter.or(both());
        }
        return filter;
    }

    private Predicate<Map<String, Object>> both() {
        Predicate<Map<String, Object>> filter = condition();
        while (is("AND")) {
            filter = filter.and(condition());
        }
        return filter;
    }

    private Predicate<Map<String, Object>> condition() {
        if (is("(")) {
            Predicate<Map<String, Object>> inner = either();
            expect(")");
            return inner;
        }
        String field = known(columns, take());
        String operator = take();
        if (operator.equals("IN")) {
            expect("(");
            List<Object> values = new ArrayList<>();
            do {
                values.add(value(take()));
            } while (is(","));
            expect(")");
            return row -> values.contains(row.get(field));
        }
        Object value = value(take());
        return row -> {
            if (row.get(field) == null) {
                return false;
            }
            int order = comparable(row.get(field)).compareTo(comparable(value));
            return switch (operator) {
                case "=" -> order == 0;
                case ">" -> order > 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                default -> throw new Refused("MALFORMED_QUERY", "unexpected token: " + operator);
            };
        };
    }

    private static Object value(String token) {
        if (token.startsWith("'")) {
            return token.substring(1, token.length() - 1).replaceAll("\\\\(.)", "$1");
        }
        return token.equals("true") || token.equals("false") ? Boolean.valueOf(token) : token;
    }

    private static String comparable(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.matches("\\d{4}-\\d\\d-\\d\\dT.*")
                ? Instant.parse(text.replace("+0000", "Z")).toString()
                : text;
    }

    private static String known(Set<String> columns, String field) {
        if (!columns.contains(field)) {
            throw new Refused("INVALID_FIELD", "No such column '" + field + "' on entity");
        }
        return field;
    }

    private boolean is(String token) {
        boolean is = next < tokens.size() && tokens.get(next).equals(token);
        next += is ? 1 : 0;
        return is;
    }

    private void expect(String token) {
        if (!is(token)) {
            throw new Refused("MALFORMED_QUERY", "expecting " + token);
        }
    }

    private String take() {
        if (next >= tokens.size()) {
            throw new Refused("MALFORMED_QUERY", "unexpected end");
        }
        return tokens.get(next++);
    }
}
