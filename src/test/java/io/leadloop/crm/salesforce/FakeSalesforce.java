package io.leadloop.crm.salesforce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * An organisation at the wire (facts/vectors-crm.md, 2): token endpoint, describe, query, queryAll with pages, composite
 * collections. Strict: a wrong token, an unknown field or a body that Salesforce would refuse is refused.
 */
public final class FakeSalesforce implements AutoCloseable {

    private static final String ROOT = "/services/data/v66.0";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final Map<String, Set<String>> schema = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> tables = new HashMap<>();
    private final Map<String, JsonNode> pages = new HashMap<>();
    private final Deque<String[]> faults = new ArrayDeque<>();
    private final List<Map<String, String>> signIns = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private final List<JsonNode> patches = new ArrayList<>();
    private final Set<String> garbled = new java.util.HashSet<>();
    private String token = "";
    private String limitInfo = "api-usage=18/5000";
    private int pageSize = 2_000;
    private boolean refusesSignIns;

    public FakeSalesforce() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/services/oauth2/token", guarded(this::signIn));
        server.createContext(ROOT, guarded(this::answer));
        server.setExecutor(Executors.newFixedThreadPool(8));
        server.start();
        has(
                "Lead",
                "Id Status IsConverted ConvertedContactId ConvertedOpportunityId MasterRecordId IsDeleted CreatedDate"
                        + " LastModifiedDate LastModifiedById SystemModstamp Email Phone CountryCode GCLID__c FBCLID__c");
        has(
                "Opportunity",
                "Id StageName IsClosed IsWon Amount CurrencyIsoCode IsDeleted CreatedDate LastModifiedDate"
                        + " LastModifiedById LastStageChangeDate SystemModstamp GCLID__c");
        has("OpportunityContactRole", "Id OpportunityId ContactId IsPrimary CreatedDate");
        has("OpportunityHistory", "Id OpportunityId StageName Amount CloseDate CreatedDate");
        has("LeadHistory", "Id LeadId Field OldValue NewValue CreatedDate");
        has("OpportunityStage", "ApiName MasterLabel IsClosed IsWon SortOrder IsActive");
        for (String stage : List.of("Prospecting false false", "Negotiation false false", "Closed Won true true")) {
            String[] words = stage.split(" (?=true|false)");
            row(
                    "OpportunityStage",
                    "ApiName",
                    words[0],
                    "MasterLabel",
                    words[0],
                    "IsClosed",
                    Boolean.valueOf(words[1]),
                    "IsWon",
                    Boolean.valueOf(words[2]));
        }
    }

    public URI address() {
        return URI.create("http://localhost:" + server.getAddress().getPort());
    }

    /** The object's fields, in place of those that it had. */
    void has(String object, String fields) {
        schema.put(object, new LinkedHashSet<>(Arrays.asList(fields.split(" "))));
    }

    void hasNo(String object) {
        schema.remove(object);
    }

    /** A record: names and values by turns. */
    public void row(String object, Object... fields) {
        Map<String, Object> row = new LinkedHashMap<>(Map.of("IsDeleted", false));
        for (int i = 0; i < fields.length; i += 2) {
            row.put((String) fields[i], fields[i + 1]);
        }
        tables.computeIfAbsent(object, it -> new ArrayList<>()).add(row);
    }

    /** The record of that id is shown with a stamp that cannot be read. */
    void garble(String id) {
        garbled.add(id);
    }

    void pagesOf(int records) {
        pageSize = records;
    }

    void limits(String info) {
        limitInfo = info;
    }

    /** The next request but those for tokens gets this. */
    public void answersOnce(int status, String body) {
        faults.add(new String[] {Integer.toString(status), body});
    }

    synchronized void endsTheSession() {
        token = "ended";
    }

    void refusesSignIns(boolean refuses) {
        refusesSignIns = refuses;
    }

    List<Map<String, String>> signIns() {
        return List.copyOf(signIns);
    }

    List<String> queries() {
        return List.copyOf(queries);
    }

    List<JsonNode> patches() {
        return List.copyOf(patches);
    }

    private synchronized void signIn(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        for (String pair : text(exchange).split("&")) {
            String[] parts = pair.split("=", 2);
            form.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        signIns.add(form);
        if (refusesSignIns) {
            reply(exchange, 400, "{\"error\":\"invalid_client\",\"error_description\":\"invalid client credentials\"}");
            return;
        }
        token = "00Dxx0000001gPF!AQ" + signIns.size();
        reply(exchange, 200, """
                {"access_token":"%s","signature":"c2ln","instance_url":"%s","token_type":"Bearer",
                 "id":"https://login.salesforce.com/id/00Dxx0000001gPFEAY/005xx000001SvogAAC",
                 "issued_at":"1790000000000"}""".formatted(token, address()));
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Sforce-Limit-Info", limitInfo);
        String body = text(exchange);
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            reply(exchange, 401, error("INVALID_SESSION_ID", "Session expired or invalid"));
        } else if (!faults.isEmpty()) {
            String[] fault = faults.removeFirst();
            reply(exchange, Integer.parseInt(fault[0]), fault[1]);
        } else {
            route(exchange, exchange.getRequestURI().getPath().substring(ROOT.length()), body);
        }
    }

    private void route(HttpExchange exchange, String path, String body) throws IOException {
        if (path.equals("/query") || path.equals("/queryAll")) {
            query(exchange, path.equals("/queryAll"));
        } else if (pages.containsKey(path)) {
            reply(exchange, 200, pages.remove(path).toString());
        } else if (path.startsWith("/query/")) {
            reply(exchange, 400, error("INVALID_QUERY_LOCATOR", "invalid query locator"));
        } else if (path.equals("/limits")) {
            reply(exchange, 200, "{}");
        } else if (path.matches("/sobjects/\\w+/describe")) {
            describe(exchange, path.split("/")[2]);
        } else if (path.startsWith("/composite/sobjects")
                && exchange.getRequestMethod().equals("PATCH")) {
            JsonNode records = JSON.readTree(body);
            patches.add(records);
            reply(exchange, 200, FakeComposite.answer(path, records, patches.size()));
        } else {
            reply(exchange, 404, error("NOT_FOUND", "The requested resource does not exist"));
        }
    }

    private void query(HttpExchange exchange, boolean withDeleted) throws IOException {
        String soql = URLDecoder.decode(exchange.getRequestURI().getRawQuery().substring(2), StandardCharsets.UTF_8);
        queries.add(soql);
        try {
            List<Map<String, Object>> rows = FakeSoql.answer(soql, schema, withDeleted ? tables : standing());
            JsonNode all = JSON.valueToTree(rows);
            all.forEach(it -> {
                if (garbled.contains(it.path("Id").asText())) {
                    ((ObjectNode) it).put("SystemModstamp", "some day");
                }
            });
            JsonNode first = null;
            for (int from = rows.isEmpty() ? 0 : (rows.size() - 1) / pageSize * pageSize; from >= 0; from -= pageSize) {
                var page = JSON.createObjectNode();
                page.put("totalSize", rows.size()).put("done", first == null);
                if (first != null) {
                    String locator = "/query/01gRO0000016PIAYA2-" + (from + pageSize);
                    pages.put(locator, first);
                    page.put("nextRecordsUrl", ROOT + locator);
                }
                var records = page.putArray("records");
                for (int i = from; i < Math.min(rows.size(), from + pageSize); i++) {
                    records.add(all.get(i));
                }
                first = page;
            }
            reply(exchange, 200, String.valueOf(first));
        } catch (FakeSoql.Refused e) {
            reply(exchange, 400, error(e.code, String.valueOf(e.getMessage())));
        }
    }

    private Map<String, List<Map<String, Object>>> standing() {
        Map<String, List<Map<String, Object>>> standing = new HashMap<>();
        tables.forEach((object, rows) -> standing.put(
                object,
                rows.stream()
                        .filter(it -> !Boolean.TRUE.equals(it.get("IsDeleted")))
                        .toList()));
        return standing;
    }

    private void describe(HttpExchange exchange, String object) throws IOException {
        Set<String> fields = schema.get(object);
        if (fields == null) {
            reply(exchange, 404, error("NOT_FOUND", "The requested resource does not exist"));
            return;
        }
        reply(
                exchange,
                200,
                JSON.writeValueAsString(Map.of(
                        "name",
                        object,
                        "fields",
                        fields.stream().map(it -> Map.of("name", it)).toList())));
    }

    static String error(String code, String message) {
        try {
            return JSON.writeValueAsString(List.of(Map.of("message", message, "errorCode", code)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static com.sun.net.httpserver.HttpHandler guarded(com.sun.net.httpserver.HttpHandler handler) {
        return exchange -> {
            try {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                reply(exchange, 500, error("UNKNOWN_EXCEPTION", String.valueOf(e)));
            }
        };
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json;charset=UTF-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
