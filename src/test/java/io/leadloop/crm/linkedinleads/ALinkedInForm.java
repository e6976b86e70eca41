package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.crm.FakeCrm;
import io.leadloop.crm.Secrets;
import io.leadloop.http.RefreshTokens;
import io.leadloop.support.Resources;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * LinkedIn's Lead Sync (learn.microsoft.com/linkedin/marketing/lead-sync/leadsync and .../api-guide/webhook-validation, as of
 * api-evangelist/linkedin asyncapi/linkedin-webhooks.yml @c2de841): notifications, leads, forms, the owner's list.
 */
public final class ALinkedInForm implements AutoCloseable {

    public static final String SECRET = "linkedin-client-secret";
    public static final String OWNER = "urn:li:sponsoredAccount:522529623";
    public static final String ID = "249592fc-fa95-4e2c-a6f1-6e5a3b2f5d4c-6";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RANGE = Pattern.compile("\\(start:(\\d+),end:(\\d+)\\)");

    final FakeCrm linkedIn = new FakeCrm()
            .wants("Authorization", "Bearer linkedin-token")
            .wants("LinkedIn-Version", "202609")
            .wants("X-Restli-Protocol-Version", "2.0.0");

    private final ArrayNode leads = JSON.createArrayNode();

    public ALinkedInForm() {
        linkedIn.has("/rest/leadForms/3162", Resources.text("crm/linkedinleads/form.json"));
        linkedIn.has("/rest/leadFormResponses", this::list);
        has(it -> {});
    }

    public String address() {
        return linkedIn.address();
    }

    /** The next call, whatever it is, gets this. */
    public void answersOnce(int status, String body) {
        linkedIn.answersOnce(status, body);
    }

    /** The golden lead, changed, by its id and in the list. */
    public void has(Consumer<ObjectNode> change) {
        ObjectNode lead = read("lead.json");
        change.accept(lead);
        leads.add(lead);
        linkedIn.has("/rest/leadFormResponses/" + lead.path("id").asText(), lead.toString());
    }

    static ObjectNode read(String file) {
        try {
            return (ObjectNode) JSON.readTree(Resources.text("crm/linkedinleads/" + file));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable String list(Map<String, String> query) {
        Matcher range = RANGE.matcher(query.getOrDefault("submittedAtTimeRange", ""));
        if (!range.matches()
                || !query.get("q").equals("owner")
                || !query.get("owner").equals("(sponsoredAccount:" + OWNER + ")")
                || !query.get("leadType").equals("(leadType:SPONSORED)")) {
            return null;
        }
        ArrayNode found = JSON.createArrayNode();
        leads.forEach(it -> {
            long at = it.path("submittedAt").asLong();
            if (at >= Long.parseLong(range.group(1)) && at < Long.parseLong(range.group(2))) {
                found.add(it);
            }
        });
        ArrayNode page = JSON.createArrayNode();
        int start = Integer.parseInt(query.get("start"));
        for (int i = start; i < Math.min(found.size(), start + Integer.parseInt(query.get("count"))); i++) {
            page.add(found.get(i));
        }
        ObjectNode answer = JSON.createObjectNode();
        answer.set("elements", page);
        return answer.toString();
    }

    ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "linkedin-form",
                (http, clock) -> new LinkedInLeadsSourceType(http, new KeptNowhere(), clock),
                Map.of(
                        "secrets",
                        SECRET + ",the-old-client-secret",
                        "owner",
                        OWNER,
                        "base-url",
                        address(),
                        "access-token",
                        "linkedin-token",
                        "consent-fields",
                        "777",
                        "country-fields",
                        "Your country",
                        "click-id-fields.li_fat_id",
                        "click",
                        "consent-when-absent",
                        "unknown"),
                keys);
    }

    private record KeptNowhere() implements RefreshTokens {

        @Override
        public String newest(String destination, String configured) {
            return configured;
        }

        @Override
        public void replace(String destination, String configured, String next) {}
    }

    /** The prefix is part of what is signed, not of the header. */
    public static Map<String, String> signed(String body) {
        return Map.of("X-LI-Signature", hex("hmacsha256=" + body));
    }

    static String hex(String text) {
        return HexFormat.of()
                .formatHex(Secrets.hmac(
                        "HmacSHA256", SECRET.getBytes(StandardCharsets.UTF_8), text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        linkedIn.close();
    }
}
