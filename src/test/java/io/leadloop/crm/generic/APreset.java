package io.leadloop.crm.generic;

import io.leadloop.crm.FakeCrm;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shipped preset as its CRM uses it: the answers of an administrator, the sample as it goes over the wire, signed by the
 * CRM's rule, and the CRM's API as its documents (named in the preset under {@code cited}) describe it.
 */
public final class APreset {

    public static final String SECRET = "made0up0token";

    private static final String ED25519_PUBLIC = "MCowBQYDK2VwAyEA7CXU62fD+iLxqCzEjal9J75yAAQ81MY3KDLA1sR5n+g=";
    private static final String ED25519_PRIVATE = "MC4CAQAwBQYDK2VwBCIEINS9zFRFCpLpl37vHseTYtHBLqXPqjcQ+HImngsSCkqu";

    private static final Set<String> IN_THE_ADDRESS =
            Set.of("odoo", "activecampaign", "monday", "keap", "calltrackingmetrics");

    private APreset() {}

    /** A request on the wire. */
    public record Request(String body, String token, Map<String, String> headers) {

        public Request with(String otherBody) {
            return new Request(otherBody, token, headers);
        }
    }

    public static List<String> names() {
        return List.copyOf(new Presets("no/such/folder").files().keySet());
    }

    static Preset of(String name) {
        return new Presets("no/such/folder").find(name, "x").preset();
    }

    /** Whether the CRM is asked for what its webhook does not say. */
    public static boolean isAskedBack(String name) {
        return of(name).readBack() != null;
    }

    /** The keys of a source that an administrator has to set. */
    public static Map<String, String> keys(String name, FakeCrm crm) {
        Map<String, String> keys = new HashMap<>();
        keys.put("preset", name);
        keys.put("secrets", SECRET);
        keys.put("consent-when-absent", "unknown");
        of(name).asks().forEach(it -> keys.put(it.key(), it.example()));
        if (of(name).readBack() != null) {
            keys.put("read-back.base-url", crm.address());
            keys.put("read-back.token", "a-token");
            keys.put("read-back.private-address", "true");
        }
        if (name.equals("gohighlevel")) {
            keys.put("ed25519.public-key", ED25519_PUBLIC);
            keys.remove("secrets");
        }
        if (name.equals("bitrix24")) {
            keys.put("read-back.token", "1/made0up");
        }
        return keys;
    }

    /** The sample as the CRM sends it. */
    public static Request sent(String name) {
        return sent(name, of(name).sample().strip(), SECRET);
    }

    /** The same from somebody who does not know the secret. */
    public static Request forged(String name) {
        String wrong = "another0secret";
        Request request = sent(name, of(name).sample().strip().replace(SECRET, wrong), wrong);
        return name.equals("gohighlevel")
                ? new Request(request.body(), "", Map.of("X-GHL-Signature", ed25519(request.body() + " ")))
                : request;
    }

    /** Any body, signed as the CRM does. */
    public static Request sent(String name, String body, String secret) {
        if (IN_THE_ADDRESS.contains(name)) {
            return new Request(body, secret, Map.of());
        }
        return switch (name) {
            case "bitrix24" -> new Request(body, "", Map.of());
            case "attio" -> new Request(body, "", Map.of("Attio-Signature", hmac(body, secret)));
            case "whatsapp" -> new Request(body, "", Map.of("X-Hub-Signature-256", "sha256=" + hmac(body, secret)));
            // As it is told of CallRail; UNCONFIRMED.
            case "callrail" -> new Request(body, "", Map.of("Signature", sha1(body, secret)));
            case "gohighlevel" -> new Request(body, "", Map.of("X-GHL-Signature", ed25519(body)));
            default -> new Request(body, "", Map.of("X-LeadLoop-Token", secret));
        };
    }

    private static String hmac(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String sha1(String body, String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ed25519(String body) {
        try {
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(ED25519_PRIVATE))));
            signature.update(body.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The records of the samples, of all CRMs that are asked. */
    public static FakeCrm records(FakeCrm crm) {
        return crm.has("/opportunities/opp0TEST0000000000AB", """
                        {"opportunity":{"id":"opp0TEST0000000000AB","contactId":"con0TEST0000000000AB","status":"won",
                         "pipelineStageId":"00000000-0000-4000-8000-000000000017","monetaryValue":1250.5,
                         "createdAt":"2026-10-01T08:05:09.417Z","updatedAt":"2026-11-23T11:00:00.000Z",
                         "lastStageChangeAt":"2026-11-20T08:00:00.000Z","lastStatusChangeAt":"2026-11-23T09:59:10.417Z"}}""")
                .has("/contacts/con0TEST0000000000AB", """
                        {"contact":{"id":"con0TEST0000000000AB","email":"eva@example.test","phone":"+4930901820","country":"DE",
                         "attributionSource":{"gclid":"Cj0TEST-aB_9"}}}""")
                .has("/rest/1/made0up/crm.deal.get", query -> query.get("id").equals("4417") ? """
                        {"result":{"ID":"4417","STAGE_ID":"C2:WON","STAGE_SEMANTIC_ID":"S","OPPORTUNITY":"1250.50",
                         "CURRENCY_ID":"EUR","CONTACT_ID":"27","DATE_CREATE":"2026-10-01T10:05:09+02:00",
                         "DATE_MODIFY":"2026-11-23T12:00:00+01:00","MOVED_TIME":"2026-11-23T10:59:10+01:00",
                         "UTM_SOURCE":"google","UF_CRM_1790000000":"Cj0TEST-aB_9"}}""" : null)
                .has("/rest/1/made0up/crm.contact.get", query -> query.get("id").equals("27") ? """
                        {"result":{"ID":"27","EMAIL":[{"ID":"1","VALUE":"eva@example.test"}],
                         "PHONE":[{"ID":"2","VALUE":"+49 30 901820"}]}}""" : null)
                .has("/v2/objects/deals/records/00000000-0000-4000-8000-000000000004", """
                        {"data":{"id":{"record_id":"00000000-0000-4000-8000-000000000004"},
                         "created_at":"2026-10-01T08:05:09.061281000Z","values":{
                         "stage":[{"active_from":"2026-11-23T09:59:10.417000000Z","active_until":null,
                          "status":{"title":"Won 🎉","id":{"status_id":"11f07f01-c10f-4e05-a522-33e050bc52ee"}}}],
                         "value":[{"currency_value":1250.5,"currency_code":"EUR"}],
                         "associated_people":[{"target_object":"people","target_record_id":"00000000-0000-4000-8000-000000000007"}],
                         "gclid":[{"value":"Cj0TEST-aB_9","attribute_type":"text"}]}}}""")
                .has("/v2/objects/people/records/00000000-0000-4000-8000-000000000007", """
                        {"data":{"values":{"email_addresses":[{"email_address":"eva@example.test"}],
                         "phone_numbers":[{"phone_number":"+4930901820","country_code":"DE"}]}}}""")
                .has("/v2", """
                        {"data":{"items":[{"id":"4400000003","column_values":[{"id":"email","text":"eva@example.test"},
                         {"id":"phone","text":""},{"id":"text_gclid","text":"Cj0TEST-aB_9"}]}]}}""")
                .has("/crm/rest/v1/opportunities/41", """
                        {"id":41,"stage":{"id":3,"name":"Won"},"contact":{"id":27,"email":"eva@example.test"},
                         "projected_revenue_high":1250.5,"date_created":"2026-10-01T08:05:09.000Z"}""")
                .has("/crm/rest/v1/contacts/27", """
                        {"id":27,"email_addresses":[{"field":"EMAIL1","email":"eva@example.test"}],
                         "phone_numbers":[{"field":"PHONE1","number":"+49 30 901820"}],
                         "custom_fields":[{"id":11,"content":"no"},{"id":12,"content":"Cj0TEST-aB_9"}]}""")
                .has("/developer_api/v1/opportunities/4417020", """
                        {"id":4417020,"primary_contact_id":27140359,"pipeline_stage_id":987790,"status":"Won",
                         "monetary_value":1250.5,"date_created":1790841909,"date_modified":1795430000,
                         "date_stage_changed":1795427950,
                         "custom_fields":[{"custom_field_definition_id":100763,"value":"x"},
                          {"custom_field_definition_id":100764,"value":"Cj0TEST-aB_9"}]}""")
                .has("/developer_api/v1/people/27140359", """
                        {"id":27140359,"emails":[{"email":"eva@example.test","category":"work"}],
                         "phone_numbers":[{"number":"030 901820","category":"work"}],"address":{"country":"DE"}}""");
    }
}
