package io.leadloop.crm.metaleads;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.crm.CrmErrorText;
import io.leadloop.crm.CrmUnavailable;
import io.leadloop.crm.CrmUnavailable.Kind;
import io.leadloop.crm.Secrets;
import io.leadloop.http.OutsideAnswer;
import io.leadloop.http.OutsideHttp;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Client for the calls of the Graph API that are used: a lead, a form's leads, a Page's forms. The Page's token goes in a
 * header. A failed call throws {@link CrmUnavailable}, to be retried later.
 */
final class MetaLeadClient {

    private static final String FIELDS =
            "id,created_time,form_id,campaign_id,campaign_name,is_organic,field_data,custom_disclaimer_responses";
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 200;

    private static final int TOKEN = 190;
    private static final int INVALID = 100;
    private static final int NO_SUCH_OBJECT = 33;
    private static final int NO_PERMISSION = 10;
    private static final int FIRST_PERMISSION = 200;
    private static final int LAST_PERMISSION = 299;
    /** Of the app, the account, the page, a custom one, and those of business use cases. */
    private static final Set<Integer> LIMITS = Set.of(4, 17, 32, 613, 80001, 80002, 80005, 80006);

    private final MetaLeadsProperties properties;
    private final String base;
    private final OutsideHttp http;

    MetaLeadClient(MetaLeadsProperties properties, OutsideHttp http) {
        this.properties = properties;
        this.base = properties.baseUrl().toString().replaceAll("/+$", "") + "/" + properties.apiVersion();
        this.http = http;
    }

    /** Empty for a lead that Meta does not show to this token, perhaps not yet. */
    Optional<JsonNode> lead(String id) throws CrmUnavailable {
        OutsideAnswer answer = ask("/" + id + "?fields=" + FIELDS);
        return isUnknown(answer) ? Optional.empty() : Optional.of(good(answer).json());
    }

    /** The leads of a form that were submitted after a time, in no order. */
    List<JsonNode> leads(String form, Instant after) throws CrmUnavailable {
        String filter =
                "[{\"field\":\"time_created\",\"operator\":\"GREATER_THAN\",\"value\":" + after.getEpochSecond() + "}]";
        return all("/" + form + "/leads?fields=" + FIELDS + "&filtering=" + encoded(filter));
    }

    /** The ids of the Page's forms, also of archived ones, whose late leads may still be read. */
    List<String> forms() throws CrmUnavailable {
        return all("/" + properties.pageId() + "/leadgen_forms?fields=id").stream()
                .map(it -> it.path("id").asText(""))
                .filter(MetaLeadEvent::isId)
                .toList();
    }

    private List<JsonNode> all(String pathAndQuery) throws CrmUnavailable {
        List<JsonNode> found = new ArrayList<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = good(ask(
                            pathAndQuery + "&limit=" + PAGE + (after.isEmpty() ? "" : "&after=" + encoded(after))))
                    .json();
            answer.path("data").forEach(found::add);
            after = answer.path("paging").path("cursors").path("after").asText("");
            if (after.isEmpty() || !answer.path("paging").hasNonNull("next")) {
                return found;
            }
        }
        throw new CrmUnavailable("Meta has more leads of one form than a sweep takes.", null);
    }

    private OutsideAnswer ask(String pathAndQuery) throws CrmUnavailable {
        String token = Objects.requireNonNull(properties.accessToken());
        String proof = properties.appSecretProof() ? "&appsecret_proof=" + proof(token) : "";
        try {
            return http.get(URI.create(base + pathAndQuery + proof), it -> it.setBearerAuth(token));
        } catch (OutsideHttp.NoAnswer silent) {
            throw new CrmUnavailable("Meta did not answer.", null);
        }
    }

    private String proof(String token) {
        byte[] secret = properties.secrets().get(0).strip().getBytes(StandardCharsets.UTF_8);
        return HexFormat.of().formatHex(Secrets.hmac("HmacSHA256", secret, token.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean isUnknown(OutsideAnswer answer) {
        JsonNode error = answer.json().path("error");
        return !answer.isSuccess()
                && error.path("code").asInt() == INVALID
                && error.path("error_subcode").asInt() == NO_SUCH_OBJECT;
    }

    private static OutsideAnswer good(OutsideAnswer answer) throws CrmUnavailable {
        JsonNode error = answer.json().path("error");
        if (answer.isSuccess() && error.isMissingNode() && answer.json().isObject()) {
            return answer;
        }
        int code = error.path("code").asInt();
        Kind kind = kind(answer.status(), code, error.path("message").asText(""));
        String why = switch (kind) {
            case SIGN_IN_REFUSED -> "Meta refuses the Page's token (" + code + "). Set a valid one under access-token.";
            case ACCESS_DENIED ->
                "Meta does not show the leads to this token (" + code
                        + "). It needs leads_retrieval, pages_read_engagement,"
                        + " pages_show_list, pages_manage_metadata and ads_management, and access in the Page's Leads Access"
                        + " Manager.";
            case BAD_REQUEST ->
                "Meta does not understand the question (" + code + "). Check api-version, page-id and forms.";
            case OUTAGE ->
                LIMITS.contains(code)
                        ? "Meta's limit of calls is reached (" + code + ")."
                        : "Meta answered " + answer.status() + " (" + code + ").";
        };
        throw new CrmUnavailable(kind, why + (kind == Kind.OUTAGE ? "" : CrmErrorText.of(answer)), answer.retryAfter());
    }

    private static Kind kind(int status, int code, String message) {
        if (LIMITS.contains(code)) {
            return Kind.OUTAGE;
        }
        if (code == TOKEN || status == 401) {
            return Kind.SIGN_IN_REFUSED;
        }
        // The Leads Access Manager's refusal has no code of its own that is documented.
        boolean isRevoked = message.toLowerCase(Locale.ROOT).contains("crm access");
        if (code == NO_PERMISSION
                || code >= FIRST_PERMISSION && code <= LAST_PERMISSION
                || status == 403
                || isRevoked) {
            return Kind.ACCESS_DENIED;
        }
        return status == 400 ? Kind.BAD_REQUEST : Kind.OUTAGE;
    }

    private static String encoded(@Nullable String text) {
        return URLEncoder.encode(String.valueOf(text), StandardCharsets.UTF_8);
    }
}
