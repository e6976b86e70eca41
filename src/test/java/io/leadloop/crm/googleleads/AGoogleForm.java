package io.leadloop.crm.googleleads;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leadloop.crm.ConfiguredSource;
import io.leadloop.support.Resources;
import java.util.Map;
import java.util.function.Consumer;

/** Google's lead form webhooks, by the schema of developers.google.com/google-ads/webhook/docs/implementation. */
public final class AGoogleForm {

    public static final String KEY = "form-key-1234";

    private static final ObjectMapper JSON = new ObjectMapper();

    private AGoogleForm() {}

    static ConfiguredSource source(Map<String, String> keys) {
        return new ConfiguredSource(
                "google-form",
                (http, clock) -> new GoogleLeadsSourceType(clock),
                Map.of("secrets", "another-key-5678," + KEY, "consent-when-absent", "unknown"),
                keys);
    }

    /** The golden lead, changed. */
    public static String lead(Consumer<ObjectNode> change) {
        try {
            ObjectNode lead = (ObjectNode) JSON.readTree(Resources.text("crm/googleleads/lead.json"));
            change.accept(lead);
            return lead.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
