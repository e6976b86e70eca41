package io.leadloop.crm.hubspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmErrorText;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.TokenRefusal;
import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.http.AccessToken;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthorizationException;

/**
 * Client for the endpoints of HubSpot's API that are used. A failed call throws {@link CrmUnavailable}, to be retried
 * later.
 */
final class HubSpotClient {

    /** HubSpot's limit for a batch that asks for histories. */
    static final int MOST_RECORDS = 50;

    private static final String TOKEN_ADVICE =
            "Check client-id, client-secret and refresh-token of this source; install the app again where it was removed.";
    private static final int MULTI_STATUS = 207;
    private static final int NOT_FOUND = 404;
    private static final int TOO_MANY = 429;

    private final HubSpotProperties properties;
    private final HubSpotFields fields;
    private final @Nullable AccessToken token;
    private final OutsideHttp http;

    /** A contact of a deal. */
    record Associated(String contactId, boolean isPrimary) {}

    /**
     * @param token of an OAuth app; null where the properties hold a private app's
     */
    HubSpotClient(HubSpotProperties properties, HubSpotFields fields, @Nullable AccessToken token, OutsideHttp http) {
        this.properties = properties;
        this.fields = fields;
        this.token = token;
        this.http = http;
    }

    private static String path(RecordKind record) {
        return record == RecordKind.DEAL ? "/deals" : "/contacts";
    }

    /** The records with these ids and the histories that count; one that HubSpot does not know is absent. */
    List<HubSpotRecord> read(RecordKind record, List<String> ids) throws CrmUnavailable {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode inputs = body.putArray("inputs");
        ids.forEach(id -> inputs.addObject().put("id", id));
        fields.of(record).forEach(body.putArray("properties")::add);
        fields.withHistory(record).forEach(body.putArray("propertiesWithHistory")::add);
        List<HubSpotRecord> found = new ArrayList<>();
        post(properties.objects() + path(record) + "/batch/read", body)
                .json()
                .path("results")
                .forEach(it -> found.add(new HubSpotRecord(it)));
        return found;
    }

    List<Associated> contactsOf(String dealId) throws CrmUnavailable {
        OutsideAnswer answer = get(properties.associations() + "/deals/" + dealId + "/associations/contacts?limit=500");
        List<Associated> contacts = new ArrayList<>();
        for (JsonNode row : answer.json().path("results")) {
            boolean primary = false;
            for (JsonNode type : row.path("associationTypes")) {
                primary |= type.path("label")
                        .asText("")
                        .toLowerCase(java.util.Locale.ROOT)
                        .contains("primary");
            }
            String id = row.path("toObjectId").asText("");
            if (HubSpotEvent.isId(id)) {
                contacts.add(new Associated(id, primary));
            }
        }
        return contacts;
    }

    JsonNode dealPipelines() throws CrmUnavailable {
        return get(properties.pipelines() + "/deals").json().path("results");
    }

    /**
     * One page of a search, each record with that property; all five members are required.
     */
    JsonNode search(RecordKind record, ArrayNode filters, String sortedBy, String property, int limit)
            throws CrmUnavailable {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("filterGroups").addObject().set("filters", filters);
        body.putArray("sorts").addObject().put("propertyName", sortedBy).put("direction", "ASCENDING");
        body.putArray("properties").add(property);
        body.put("limit", limit);
        body.put("after", "0");
        return post(properties.objects() + path(record) + "/search", body)
                .json()
                .path("results");
    }

    /** Writes properties. Returns HubSpot's answer if it is about the rows, also a refusal of them. */
    OutsideAnswer update(RecordKind record, ArrayNode inputs) throws CrmUnavailable {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.set("inputs", inputs);
        OutsideAnswer answer = send(access -> http.post(
                uri(properties.objects() + path(record) + "/batch/update"), body, it -> it.setBearerAuth(access)));
        return answer.status() == 400 || answer.status() == NOT_FOUND ? answer : good(answer);
    }

    private OutsideAnswer post(String path, JsonNode body) throws CrmUnavailable {
        return good(send(access -> http.post(uri(path), body, it -> it.setBearerAuth(access))));
    }

    private OutsideAnswer get(String path) throws CrmUnavailable {
        return good(send(access -> http.get(uri(path), it -> it.setBearerAuth(access))));
    }

    private URI uri(String path) {
        String base = properties.baseUrl().toString();
        return URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path);
    }

    private OutsideAnswer send(AccessToken.Call call) throws CrmUnavailable {
        try {
            return token != null ? token.call(call) : call.with(String.valueOf(properties.accessToken()));
        } catch (OAuth2AuthorizationException refused) {
            throw TokenRefusal.of("HubSpot", TOKEN_ADVICE, refused);
        } catch (OutsideHttp.NoAnswer silent) {
            throw new CrmUnavailable("HubSpot did not answer.", null);
        }
    }

    /** The body of a refusal may hold personal data: it is repeated masked. */
    private static OutsideAnswer good(OutsideAnswer answer) throws CrmUnavailable {
        int status = answer.status();
        // A path that HubSpot does not have is no record that it does not have.
        boolean isUnknownRecord =
                status == NOT_FOUND && word(answer, "category").equals("OBJECT_NOT_FOUND");
        if (answer.isSuccess() || status == MULTI_STATUS || isUnknownRecord) {
            return answer;
        }
        if (status == TOO_MANY) {
            String policy = word(answer, "policyName");
            Duration asked = answer.retryAfter();
            Duration delay = policy.equals("DAILY") ? Duration.ofHours(1) : Duration.ofSeconds(10);
            throw new CrmUnavailable(
                    "HubSpot's limit of calls is reached (" + policy + ").", asked != null ? asked : delay);
        }
        String why = switch (status) {
            case 401 -> "HubSpot refuses the access token (401). Set a valid one under access-token.";
            case 403 ->
                "HubSpot does not allow this call (403 " + word(answer, "category")
                        + "). The app needs the scopes crm.objects.contacts.read and crm.objects.deals.read, and the"
                        + " two .write ones where it is told the outcome.";
            case NOT_FOUND -> "HubSpot does not know this path (404). Check base-url and api-version of this source.";
            default -> "HubSpot answered " + status + " " + word(answer, "category") + ".";
        };
        CrmUnavailable.Kind kind = switch (status) {
            case 401 -> CrmUnavailable.Kind.SIGN_IN_REFUSED;
            case 403 -> CrmUnavailable.Kind.ACCESS_DENIED;
            case 400 -> CrmUnavailable.Kind.BAD_REQUEST;
            default -> CrmUnavailable.Kind.OUTAGE;
        };
        String said = kind == CrmUnavailable.Kind.OUTAGE ? "" : CrmErrorText.of(answer);
        throw new CrmUnavailable(kind, why + said, answer.retryAfter());
    }

    private static String word(OutsideAnswer answer, String field) {
        String word = answer.json().path(field).asText("");
        return word.matches("[A-Z_]{1,60}") ? word : "unsaid";
    }
}
