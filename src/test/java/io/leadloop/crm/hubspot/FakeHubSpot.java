package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * HubSpot's API on loopback, as strict about paths, members and limits as its OpenAPI description is. It has the paths of
 * one version: a dated one (developers.hubspot.com, api-reference/latest: {@code /crm/objects/<version>},
 * {@code /crm/pipelines/<version>}), or v3 with the associations of v4.
 */
public final class FakeHubSpot implements AutoCloseable {

    public static final String TOKEN = "pat-na1-fake";

    static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final FakeRecords records = new FakeRecords();
    private final List<String> calls = new ArrayList<>();
    private final Deque<Refusal> refusals = new ArrayDeque<>();
    private String token = TOKEN;
    private String version = "2026-09";
    private String badId = "";

    /** An answer that stands for all others, as long as it lasts. */
    record Refusal(int status, String body, @Nullable String retryAfter) {}

    private record Answer(int status, JsonNode body) {}

    private static final class Refused extends RuntimeException {
        private final int status;

        Refused(int status, String category, String message) {
            super("{\"status\":\"error\",\"category\":\"" + category + "\",\"message\":\"" + message + "\"}");
            this.status = status;
        }
    }

    public FakeHubSpot() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    public String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    public FakeRecords records() {
        return records;
    }

    public synchronized void refuses(int status, String body, @Nullable String retryAfter) {
        refusals.add(new Refusal(status, body, retryAfter));
    }

    /** Only this token is good from now on. */
    synchronized void wantsToken(String next) {
        token = next;
    }

    /** The API has the paths of this version alone from now on. */
    synchronized void hasOnly(String next) {
        version = next;
    }

    /** A batch with this id is refused as a whole. */
    synchronized void cannotRead(String id) {
        badId = id;
    }

    private String path(String v3, String v4) {
        return version.equals("v3") ? v4 : v3.replace("VERSION", version);
    }

    /** The calls so far, as method and path. */
    synchronized List<String> calls() {
        return List.copyOf(calls);
    }

    private synchronized void hear(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String call = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        calls.add(call);
        Refusal refusal = refusals.poll();
        if (refusal != null) {
            if (refusal.retryAfter() != null) {
                exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
            }
            send(exchange, refusal.status(), refusal.body());
            return;
        }
        try {
            Answer answer = answer(exchange, call, body);
            send(exchange, answer.status(), answer.body().toString());
        } catch (Refused refused) {
            send(exchange, refused.status, String.valueOf(refused.getMessage()));
        } catch (RuntimeException e) {
            send(exchange, 500, "{\"message\":\"" + e + "\"}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, String call, String body) throws IOException {
        if (call.equals("POST /oauth/2026-03/token")) {
            boolean isConsent = body.contains("grant_type=authorization_code")
                    && body.contains("code=")
                    && body.contains("redirect_uri=");
            need(
                    (isConsent || body.contains("grant_type=refresh_token")) && body.contains("client_secret="),
                    "neither a consent nor a refresh grant");
            return new Answer(
                    200,
                    JSON.readTree("{\"access_token\":\"" + token
                            + "\",\"refresh_token\":\"refresh-1\",\"expires_in\":1800,\"token_type\":\"bearer\"}"));
        }
        if (!("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            throw new Refused(401, "INVALID_AUTHENTICATION", "Authentication credentials not found");
        }
        if (call.startsWith("GET ")) {
            return get(call.substring(4));
        }
        JsonNode request = JSON.readTree(body);
        String objects = "POST " + path("/crm/objects/VERSION", "/crm/v3/objects");
        if (!call.startsWith(objects)) {
            throw new Refused(404, "unsaid", "no such path");
        }
        return switch (call.substring(objects.length())) {
            case "/contacts/batch/read" -> read("contacts", request);
            case "/deals/batch/read" -> read("deals", request);
            case "/contacts/search" -> search("contacts", request);
            case "/deals/search" -> search("deals", request);
            case "/contacts/batch/update" -> update("contacts", request);
            case "/deals/batch/update" -> update("deals", request);
            default -> throw new Refused(404, "unsaid", "no such path");
        };
    }

    private Answer get(String address) {
        if (address.equals(path("/crm/pipelines/VERSION", "/crm/v3/pipelines") + "/deals")) {
            return new Answer(200, records.pipelines());
        }
        if (address.matches(
                path("/crm/objects/VERSION", "/crm/v4/objects") + "/deals/\\d+/associations/contacts\\?limit=500")) {
            return new Answer(200, records.contactsOf(address.split("/")[5]));
        }
        throw new Refused(404, "unsaid", "no such path");
    }

    private Answer read(String kind, JsonNode request) {
        members(request, "inputs", "properties", "propertiesWithHistory");
        need(request.path("inputs").size() <= 50, "at most 50 inputs with histories");
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        Set<String> asked = new HashSet<>();
        for (JsonNode input : request.path("inputs")) {
            members(input, "id");
            need(!input.path("id").textValue().equals(badId), "id is not valid");
            need(asked.add(input.path("id").textValue()), "duplicate ids");
            JsonNode found = records.read(
                    kind, input.path("id").asText(), request.path("properties"), request.path("propertiesWithHistory"));
            if (found != null) {
                results.add(found);
            }
        }
        boolean whole = results.size() == request.path("inputs").size();
        return new Answer(whole ? 200 : 207, answer.put("status", "COMPLETE"));
    }

    private Answer search(String kind, JsonNode request) {
        members(request, "filterGroups", "sorts", "properties", "limit", "after");
        need(request.path("limit").asInt() <= 200, "limit");
        need(request.path("after").isTextual(), "after is a string");
        need(request.path("filterGroups").size() == 1 && request.path("sorts").size() == 1, "one group, one sort");
        return new Answer(200, records.search(kind, request));
    }

    private Answer update(String kind, JsonNode request) {
        members(request, "inputs");
        need(request.path("inputs").size() <= 100, "at most 100 inputs");
        Set<String> told = new HashSet<>();
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode results = answer.putArray("results");
        ArrayNode errors = answer.putArray("errors");
        for (JsonNode input : request.path("inputs")) {
            members(input, "id", "properties");
            need(told.add(input.path("id").asText()), "Duplicate IDs found in batch input");
            input.path("properties").fieldNames().forEachRemaining(name -> {
                if (!name.startsWith("leadloop_")) {
                    throw new Refused(400, "VALIDATION_ERROR", "PROPERTY_DOESNT_EXIST");
                }
            });
            if (input.path("id").asText().startsWith("666")) {
                throw new Refused(400, "VALIDATION_ERROR", "a bad row fails the whole batch");
            }
        }
        for (JsonNode input : request.path("inputs")) {
            if (records.write(kind, input.path("id").asText(), input.path("properties"))) {
                results.addObject().put("id", input.path("id").asText());
            } else {
                ObjectNode error = errors.addObject().put("category", "OBJECT_NOT_FOUND");
                error.putObject("context").putArray("ids").add(input.path("id").asText());
            }
        }
        return new Answer(errors.isEmpty() ? 200 : 207, answer);
    }

    private static void members(JsonNode object, String... expected) {
        Set<String> found = new HashSet<>();
        object.fieldNames().forEachRemaining(found::add);
        need(found.equals(Set.of(expected)), "members " + found);
    }

    private static void need(boolean holds, String what) {
        if (!holds) {
            throw new Refused(400, "VALIDATION_ERROR", what.replace("\"", "'"));
        }
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
