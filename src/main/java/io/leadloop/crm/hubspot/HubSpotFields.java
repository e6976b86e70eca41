package io.leadloop.crm.hubspot;

import io.leadloop.crm.hubspot.HubSpotEvent.RecordKind;
import io.leadloop.lead.ClickIdKind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The internal names of the properties that HubSpot is asked for. */
final class HubSpotFields {

    static final String EMAIL = "email";
    static final String PHONE = "phone";
    static final String MOBILE = "mobilephone";
    static final String CREATED = "createdate";
    static final String MERGED = "hs_merged_object_ids";
    static final String AMOUNT = "amount";
    static final String CURRENCY = "deal_currency_code";
    static final String PIPELINE = "pipeline";

    /** HubSpot's own, none for Google's braids, and ours. A property that an account does not have is left out by HubSpot. */
    private static final Map<ClickIdKind, String> OWN_CLICKS = Map.of(
            ClickIdKind.GCLID, "hs_google_click_id",
            ClickIdKind.FBCLID, "hs_facebook_click_id",
            ClickIdKind.MSCLKID, "hs_bing_click_id",
            ClickIdKind.LI_FAT_ID, "hs_linkedin_click_id",
            ClickIdKind.TTCLID, "hs_tiktok_click_id",
            ClickIdKind.LL_REF, "ll_ref");

    private final HubSpotProperties properties;

    HubSpotFields(HubSpotProperties properties) {
        this.properties = properties;
    }

    /** Where a click id of this kind may stand: the configured properties, then HubSpot's own. */
    List<String> ofClick(ClickIdKind kind) {
        List<String> fields = new ArrayList<>();
        properties.clickIdFields().forEach((key, configured) -> {
            if (ClickIdKind.ofSetting(key).filter(kind::equals).isPresent()) {
                fields.addAll(configured);
            }
        });
        String own = OWN_CLICKS.get(kind);
        if (own != null) {
            fields.add(own);
        }
        return fields;
    }

    /** Those whose earlier values count too: a stage has its time there, and a lead may have clicked before. */
    List<String> withHistory(RecordKind record) {
        if (record == RecordKind.DEAL) {
            return List.of(HubSpotEvent.DEAL_STAGE);
        }
        Set<String> fields = new LinkedHashSet<>();
        fields.add(HubSpotEvent.LIFECYCLE);
        for (ClickIdKind kind : ClickIdKind.values()) {
            fields.addAll(ofClick(kind));
        }
        return List.copyOf(fields);
    }

    List<String> of(RecordKind record) {
        Set<String> fields = new LinkedHashSet<>(withHistory(record));
        if (record == RecordKind.DEAL) {
            fields.addAll(List.of(AMOUNT, CURRENCY, PIPELINE));
            add(fields, properties.marginField());
        } else {
            fields.addAll(List.of(EMAIL, PHONE, MOBILE, CREATED, MERGED, properties.countryField()));
            add(fields, properties.consentField());
        }
        return List.copyOf(fields);
    }

    private static void add(Set<String> fields, @Nullable String field) {
        if (field != null) {
            fields.add(field);
        }
    }
}
