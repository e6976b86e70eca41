package io.leadloop.crm.linkedinleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmApi;
import io.leadloop.crm.CrmUnavailable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** Client for the endpoints of LinkedIn's Lead Sync API that are used. */
final class LinkedInLeadClient {

    /** Leads on one page of the list. */
    static final int PAGE = 100;

    private static final int MOST_FORMS = 200;

    private final CrmApi api;
    private final Consumer<HttpHeaders> headers;

    /** A version of a form never changes. */
    private final Map<String, JsonNode> forms = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, JsonNode> eldest) {
            return size() > MOST_FORMS;
        }
    };

    LinkedInLeadClient(CrmApi api, String version) {
        this.api = api;
        this.headers = it -> {
            it.set("LinkedIn-Version", version);
            it.set("X-Restli-Protocol-Version", "2.0.0");
        };
    }

    /** Empty for a lead that LinkedIn does not show, perhaps not yet. */
    Optional<JsonNode> lead(String id) throws CrmUnavailable {
        return api.find("/rest/leadFormResponses/" + encoded(id), headers).filter(JsonNode::isObject);
    }

    /**
     * The form with its questions, by which the answers of a lead are told apart.
     *
     * @param formId its number
     * @param version the versioned form's URN, under which it is remembered
     */
    JsonNode form(String formId, String version) throws CrmUnavailable {
        JsonNode known = remembered(version);
        if (known != null) {
            return known;
        }
        JsonNode form = api.get("/rest/leadForms/" + encoded(formId), headers);
        remember(version, form);
        return form;
    }

    private synchronized @Nullable JsonNode remembered(String version) {
        return forms.get(version);
    }

    private synchronized void remember(String version, JsonNode form) {
        forms.put(version, form);
    }

    /** One page of an owner's leads that were submitted between two times, test leads not among them. */
    JsonNode leads(String owner, String leadType, Instant from, Instant to, int start) throws CrmUnavailable {
        String kind = owner.startsWith("urn:li:organization:") ? "organization" : "sponsoredAccount";
        return api.get(
                        "/rest/leadFormResponses?q=owner&owner=(" + kind + ":" + encoded(owner)
                                + ")&leadType=(leadType:"
                                + leadType + ")&limitedToTestLeads=false&submittedAtTimeRange=(start:"
                                + from.toEpochMilli() + ",end:" + to.toEpochMilli() + ")&start=" + start + "&count="
                                + PAGE,
                        headers)
                .path("elements");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
