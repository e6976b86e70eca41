package io.leadloop.crm.generic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmErrorText;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.generic.GenericProperties.ReadBack;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import io.leadloop.inbox.Untranslatable;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Asks the CRM's API for the records of an event. A path may name places of the event (<code>{/id}</code>) and of records that were
 * asked for before (<code>{deal:/contact}</code>); a record whose path has no value is not asked for. The host is the configured
 * one always: only ids go into a path.
 */
final class ReadBackCalls {

    /** In headers and paths: the token, which rests sealed and is never shown. */
    private static final String TOKEN = "{token}";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_:-]{0,99}");

    private final String crm;
    private final ReadBack settings;
    private final CrmApi api;

    /** @param crm its name, for people */
    ReadBackCalls(String crm, ReadBack settings, OutsideHttp http) {
        this.crm = crm;
        this.settings = settings;
        String token = Objects.requireNonNullElse(settings.token(), "");
        Map<String, String> headers = new HashMap<>();
        settings.headers().forEach((name, value) -> headers.put(name, value.replace(TOKEN, token)));
        URI base = Objects.requireNonNull(settings.baseUrl());
        this.api = CrmApi.byHeaders(crm, base, "read-back.base-url and read-back.token", headers, http);
    }

    /** Configuration errors by the keys below the source's; empty if there are none. */
    static List<String> mistakes(ReadBack settings) {
        List<String> mistakes = new ArrayList<>();
        if (settings.id() == null) {
            mistakes.add("read-back.id is missing: the place of the record's id in the event");
        }
        if (settings.paths().isEmpty()) {
            mistakes.add("read-back.paths is missing: the path of each record");
        }
        boolean usesToken = Stream.concat(settings.headers().values().stream(), settings.paths().values().stream())
                .anyMatch(it -> it.contains(TOKEN));
        if (usesToken && (settings.token() == null || settings.token().isBlank())) {
            mistakes.add("read-back.token is missing: the CRM's API has to know LeadLoop");
        }
        URI base = settings.baseUrl();
        if (base == null || base.getHost() == null || !List.of("https", "http").contains(base.getScheme())) {
            mistakes.add("read-back.base-url is missing: the address of the CRM's API, https://<host>");
        }
        Map<String, String> places = new TreeMap<>(settings.records());
        settings.paths().forEach((name, path) -> {
            if (!name.matches("[a-z][a-z0-9-]*") || name.equals(Place.BODY)) {
                mistakes.add("read-back.paths." + name + " is no name of a record: small letters, digits and dashes");
            }
            if (!path.startsWith("/") || path.startsWith("//") || !isPlace("=" + path.replace(TOKEN, "token"))) {
                mistakes.add("read-back.paths." + name + " is '" + path + "', which is no path such as /deals/{/id}");
            }
        });
        places.putAll(settings.bodies());
        places.keySet().stream()
                .filter(it -> !settings.paths().containsKey(it))
                .forEach(it -> mistakes.add("read-back.paths." + it + " is missing"));
        settings.bodies().forEach((name, body) -> {
            if (json(body) == null) {
                mistakes.add("read-back.bodies." + name + " is no JSON");
            }
        });
        return mistakes;
    }

    private static boolean isPlace(String text) {
        try {
            return Place.parse(text) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static @Nullable JsonNode json(String text) {
        try {
            return JsonBody.JSON.readTree(text);
        } catch (IOException e) {
            return null;
        }
    }

    /** The names of the records. */
    Set<String> names() {
        return settings.paths().keySet();
    }

    /** Id of the record that the event names; null where it names none. */
    @Nullable
    String id(EventContent event) {
        return settings.id() == null ? null : Place.parse(settings.id()).textIn(event);
    }

    /** Whether the CRM knows a record that the event itself names. */
    boolean knows(EventContent event) {
        return names().stream()
                .anyMatch(it -> needs(it).isEmpty() && event.records().has(it));
    }

    /** The records by name; those that the CRM does not know are absent. */
    ObjectNode read(EventContent event) throws CrmUnavailable, Untranslatable {
        PrivateAddress.check(crm, Objects.requireNonNull(settings.baseUrl()), settings.privateAddress());
        ObjectNode records = JsonNodeFactory.instance.objectNode();
        Set<String> left = new TreeSet<>(names());
        Set<String> asked = new LinkedHashSet<>();
        EventContent known =
                new EventContent(event.event(), event.body(), records, event.receivedAt(), event.deliveryId());
        while (true) {
            Optional<String> next =
                    left.stream().filter(it -> asked.containsAll(needs(it))).findFirst();
            if (next.isEmpty()) {
                return records;
            }
            String name = next.get();
            left.remove(name);
            asked.add(name);
            JsonNode record = record(name, known);
            if (record != null) {
                records.set(name, record);
            }
        }
    }

    /** The records that have to be read before that one. */
    private Set<String> needs(String name) {
        Set<String> needs = new TreeSet<>(Template.parse(path(name)).roots());
        needs.addAll(Template.parse(settings.bodies().getOrDefault(name, "")).roots());
        needs.retainAll(names());
        return needs;
    }

    private String path(String name) {
        return Objects.requireNonNull(settings.paths().get(name))
                .replace(TOKEN, Objects.requireNonNullElse(settings.token(), ""));
    }

    private @Nullable JsonNode record(String name, EventContent known) throws CrmUnavailable, Untranslatable {
        String path = filled(path(name), known);
        String body = settings.bodies().get(name);
        String question = body == null ? null : filled(body, known);
        if (path == null || body != null && question == null) {
            return null;
        }
        Optional<JsonNode> answer = question == null
                ? api.find(path)
                : api.find(path, Objects.requireNonNullElse(json(question), JsonNodeFactory.instance.nullNode()));
        if (answer.isEmpty()) {
            return null;
        }
        JsonNode record =
                Place.pointer(settings.records().getOrDefault(name, "")).in(EventContent.of(answer.get()));
        if (record.isObject() && !record.isEmpty()) {
            return record;
        }
        if (!answer.get().isObject()
                || answer.get().has("errors")
                || answer.get().has("error")) {
            String said = CrmErrorText.of(new OutsideAnswer(200, answer.get().toString(), null));
            throw new CrmUnavailable(
                    CrmUnavailable.Kind.BAD_REQUEST,
                    crm + " answered the question for the record " + name + " with an error." + said,
                    null);
        }
        return null;
    }

    private static @Nullable String filled(String template, EventContent known) throws Untranslatable {
        List<String> odd = new ArrayList<>();
        String filled = Template.parse(template).fill(known, value -> {
            if (!ID.matcher(value).matches()) {
                odd.add(value);
            }
            return value;
        });
        if (!odd.isEmpty()) {
            throw new Untranslatable(
                    "What stands in the place of a record's id is none: the CRM was not asked for it.");
        }
        return filled;
    }
}
