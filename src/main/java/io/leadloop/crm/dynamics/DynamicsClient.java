package io.leadloop.crm.dynamics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.dynamics.DynamicsEvent.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;

/** Client for the calls of Dataverse's Web API that are used. Of a row only the columns that are used are kept. */
final class DynamicsClient {

    private static final int PAGE = 250;
    private static final String CURRENCY = "$expand=transactioncurrencyid($select=isocurrencycode)";

    private final CrmApi api;
    private final String path;
    private final Set<String> kept = new HashSet<>();

    /**
     * @param next where the next page begins, a path; empty on the last one
     */
    record RowPage(List<JsonNode> rows, String next) {}

    DynamicsClient(CrmApi api, String path, List<String> fields) {
        this.api = api;
        this.path = path;
        kept.addAll(List.of("leadid", "opportunityid", "contactid", "transactioncurrencyid"));
        for (String field : fields) {
            kept.addAll(List.of(field, field + DynamicsRecord.LABEL, "_" + field + "_value"));
        }
    }

    private static String rows(Table table) {
        return switch (table) {
            case LEAD -> "/leads";
            case OPPORTUNITY -> "/opportunities";
            default -> "/contacts";
        };
    }

    private static void withLabels(HttpHeaders headers) {
        headers.add("Prefer", "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\"");
    }

    private static void withLabelsByPage(HttpHeaders headers) {
        headers.add(
                "Prefer",
                "odata.include-annotations=\"OData.Community.Display.V1.FormattedValue\",odata.maxpagesize=" + PAGE);
    }

    /** Empty for a row that is not there any more. */
    Optional<JsonNode> row(Table table, String id) throws CrmUnavailable {
        return api.find(
                        path + rows(table) + "(" + id + ")" + (table == Table.OPPORTUNITY ? "?" + CURRENCY : ""),
                        DynamicsClient::withLabels)
                .flatMap(this::used);
    }

    private Optional<JsonNode> used(JsonNode row) {
        return row instanceof ObjectNode object ? Optional.of(object.retain(kept)) : Optional.empty();
    }

    /** When the opportunity was closed last, by the activity that Dynamics writes for it. */
    String closedOn(String opportunityId) throws CrmUnavailable {
        return api.get(path + "/opportunitycloses?$select=createdon&$filter="
                        + encoded("_opportunityid_value eq " + opportunityId) + "&$orderby="
                        + encoded("createdon desc") + "&$top=1")
                .path("value")
                .path(0)
                .path("createdon")
                .asText("");
    }

    RowPage changedBetween(Table table, Instant from, Instant to) throws CrmUnavailable {
        return page(path + rows(table) + "?$filter="
                + encoded("modifiedon ge " + from + " and modifiedon lt " + to) + "&$orderby="
                + encoded("modifiedon asc") + (table == Table.OPPORTUNITY ? "&" + CURRENCY : ""));
    }

    RowPage page(String pathAndQuery) throws CrmUnavailable {
        JsonNode answer = api.get(pathAndQuery, DynamicsClient::withLabelsByPage);
        List<JsonNode> rows = new ArrayList<>();
        answer.path("value").forEach(it -> used(it).ifPresent(rows::add));
        String next = answer.path("@odata.nextLink").asText("");
        return new RowPage(rows, next.isEmpty() ? "" : api.pathOf(next));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
