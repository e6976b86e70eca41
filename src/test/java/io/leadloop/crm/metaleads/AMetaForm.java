package io.leadloop.crm.metaleads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.Secrets;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Meta's leadgen webhooks and the three calls of the Graph API (developers.facebook.com, Webhooks for leadgen; Lead ads,
 * Retrieving leads, 2025-11-07; fields as of facebook-java-business-sdk Lead.java @a73f92d1). A field that a Lead does not have is
 * refused, as Meta does.
 */
public final class AMetaForm implements AutoCloseable {

    public static final String SECRET = "0123456789abcdef0123456789abcdef";
    public static final String PAGE = "153125381133";
    public static final String TOKEN = "page-token";

    private static final Set<String> FIELDS = Set.of(
            "ad_id",
            "ad_name",
            "adset_id",
            "adset_name",
            "campaign_id",
            "campaign_name",
            "created_time",
            "custom_disclaimer_responses",
            "field_data",
            "form_id",
            "home_listing",
            "id",
            "is_organic",
            "partner_name",
            "platform",
            "post",
            "post_submission_check_result",
            "retailer_item_id",
            "vehicle");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssZ");

    final FakeCrm meta = new FakeCrm().wants("Authorization", "Bearer " + TOKEN);

    /** By form, in the order in which the form lists them: the newest first. */
    private final Map<String, ArrayNode> forms = new TreeMap<>();

    public AMetaForm() {
        meta.has(
                "/v25.0/" + PAGE + "/leadgen_forms",
                query -> page(
                        query,
                        forms.keySet().stream()
                                .map(it -> (JsonNode) JSON.createObjectNode().put("id", it))
                                .toList()));
        has(Resources.text("crm/metaleads/lead.json"));
    }

    public String address() {
        return meta.address();
    }

    /** The next call, whatever it is, gets this. */
    public void answersOnce(int status, String body) {
        meta.answersOnce(status, body);
    }

    /** A lead that Meta shows by its id and in its form's list. */
    public void has(String lead) {
        try {
            ObjectNode json = (ObjectNode) JSON.readTree(lead);
            String form = json.path("form_id").asText();
            forms.computeIfAbsent(form, it -> JSON.createArrayNode()).insert(0, json);
            meta.has("/v25.0/" + json.path("id").asText(), query -> known(query) ? lead : null);
            meta.has("/v25.0/" + form + "/leads", query -> known(query) ? leads(query, form) : null);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean known(Map<String, String> query) {
        return FIELDS.containsAll(List.of(query.getOrDefault("fields", "").split(",")));
    }

    private @Nullable String leads(Map<String, String> query, String form) {
        try {
            JsonNode filter = JSON.readTree(query.get("filtering")).path(0);
            if (!filter.path("field").asText().equals("time_created")
                    || !filter.path("operator").asText().equals("GREATER_THAN")) {
                return null;
            }
            Instant after = Instant.ofEpochSecond(filter.path("value").asLong());
            List<JsonNode> found = new java.util.ArrayList<>();
            for (JsonNode lead : forms.getOrDefault(form, JSON.createArrayNode())) {
                if (Instant.from(TIME.parse(lead.path("created_time").asText())).isAfter(after)) {
                    found.add(lead);
                }
            }
            return page(query, found);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Two on a page, with the cursor that the next one is asked by. */
    private static String page(Map<String, String> query, List<JsonNode> all) {
        int from = Integer.parseInt(query.getOrDefault("after", "0"));
        int to = Math.min(all.size(), from + 2);
        ObjectNode answer = JSON.createObjectNode();
        all.subList(from, to).forEach(answer.putArray("data")::add);
        ObjectNode paging = answer.putObject("paging");
        paging.putObject("cursors").put("before", "x").put("after", Integer.toString(to));
        if (to < all.size()) {
            paging.put("next", "https://graph.facebook.com/next?access_token=secret");
        }
        return answer.toString();
    }

    ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "meta-form",
                MetaLeadsSourceType::new,
                Map.of(
                        "secrets",
                        "another-secret-of-the-app," + SECRET,
                        "verify-token",
                        "my-verify-token",
                        "page-id",
                        PAGE,
                        "base-url",
                        address(),
                        "access-token",
                        TOKEN,
                        "consent-fields",
                        "ads_ok",
                        "consent-when-absent",
                        "unknown"),
                keys);
    }

    public static Map<String, String> signed(String body) {
        byte[] hash = Secrets.hmac(
                "HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), body.getBytes(StandardCharsets.UTF_8));
        return Map.of("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hash));
    }

    @Override
    public void close() {
        meta.close();
    }
}
