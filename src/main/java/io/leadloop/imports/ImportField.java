package io.leadloop.imports;

import io.leadloop.lead.ClickIdKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a column means: a field of the generic event (docs/webhooks.md).
 *
 * @param key the field's name, e.g. {@code deal.amount}; a click id's is its kind, e.g. {@code gclid}
 * @param label for people
 * @param click the kind where the column holds click ids
 */
public record ImportField(
        String key, String label, @Nullable ClickIdKind click) {

    private static final Map<String, ImportField> BY_KEY = new HashMap<>();
    private static final Map<String, ImportField> BY_HEADER = new HashMap<>();
    private static final List<ImportField> ALL = new ArrayList<>();

    static final ImportField LEAD_ID =
            of("lead.id", "Lead id", "record id", "contact id", "customer id", "crm id", "hs object id");
    static final ImportField STATUS =
            of("status", "Status", "stage", "lead status", "lifecycle stage", "conversion name", "event name");
    static final ImportField OCCURRED_AT = of(
            "occurredAt",
            "Time of the status",
            "conversion time",
            "conversion date",
            "sale date",
            "sold at",
            "event time",
            "date time",
            "timestamp",
            "time",
            "date");

    /** The one field that several columns may have: one for each stage. */
    static final ImportField STAGE_ENTERED_AT = of("stageEnteredAt", "Time of the stage that the column names");

    static final ImportField CAPTURED_AT =
            of("lead.capturedAt", "Lead first known at", "captured at", "created at", "created date", "create date");
    static final ImportField EMAIL =
            of("lead.email", "Mail", "mail", "email address", "e-mail address", "hashed email", "email sha256");
    static final ImportField PHONE = of(
            "lead.phone",
            "Phone",
            "phone number",
            "telephone",
            "mobile",
            "mobile phone",
            "tel",
            "hashed phone number",
            "phone sha256");
    static final ImportField COUNTRY = of("lead.country", "Country", "country code");
    static final ImportField DEAL_ID =
            of("deal.id", "Deal or order id", "opportunity id", "order id", "transaction id", "invoice id");
    static final ImportField OUTCOME = of("deal.outcome", "Deal's outcome", "outcome");
    static final ImportField AMOUNT =
            of("deal.amount", "Amount", "value", "conversion value", "event value", "revenue", "price", "total");
    static final ImportField MARGIN = of("deal.margin", "Margin", "profit");
    static final ImportField CURRENCY =
            of("deal.currency", "Currency", "conversion currency", "currency code", "currency iso code");
    static final ImportField CLICKED_AT = of("clickedAt", "Time of the click", "click time", "click date");
    static final ImportField AD_USER_DATA = of(
            "consent.adUserData", "Consent: ad user data", "consent", "consent ad user data", "ad user data consent");
    static final ImportField AD_PERSONALIZATION = of(
            "consent.adPersonalization",
            "Consent: personalised ads",
            "ad personalisation",
            "consent ad personalization",
            "ad personalization consent");
    static final ImportField ADJUSTMENT_TYPE = of("adjustmentType", "Adjustment: restate or retract");
    static final ImportField ADJUSTED_AT = of("adjustedAt", "Adjustment: when", "adjustment time");
    static final ImportField ADJUSTED_AMOUNT =
            of("adjustedAmount", "Adjustment: the new total", "adjusted value", "adjustment value");
    static final ImportField ADJUSTED_CURRENCY = of(
            "adjustedCurrency",
            "Adjustment: currency",
            "adjusted value currency",
            "adjustment currency",
            "adjustment currency code");
    static final ImportField ATTRIBUTION_CREDIT =
            of("attributionCredit", "External attribution: part of a conversion", "external attribution credit");

    static {
        Map<ClickIdKind, String> names = Map.of(
                ClickIdKind.GCLID, "google click id",
                ClickIdKind.FBCLID, "facebook click id",
                ClickIdKind.MSCLKID, "microsoft click id",
                ClickIdKind.TTCLID, "tiktok click id",
                ClickIdKind.META_LEAD_ID, "leadgen id",
                ClickIdKind.LI_FAT_ID, "linkedin click id",
                ClickIdKind.RDT_CID, "reddit click id",
                ClickIdKind.TWCLID, "x click id",
                ClickIdKind.SC_CLICK_ID, "snapchat click id");
        for (ClickIdKind kind : ClickIdKind.values()) {
            add(new ImportField(kind.key(), "Click id " + kind.key(), kind), names.getOrDefault(kind, kind.key()));
        }
        // HubSpot's name, which its exports keep in other languages.
        BY_HEADER.put(bare("google ad click id"), ofClick(ClickIdKind.GCLID));
    }

    private static ImportField of(String key, String label, String... headers) {
        return add(new ImportField(key, label, null), headers);
    }

    private static ImportField add(ImportField meaning, String... headers) {
        ALL.add(meaning);
        BY_KEY.put(meaning.key, meaning);
        BY_HEADER.put(bare(meaning.key), meaning);
        BY_HEADER.putIfAbsent(bare(meaning.key.substring(meaning.key.indexOf('.') + 1)), meaning);
        for (String header : headers) {
            BY_HEADER.put(bare(header), meaning);
        }
        return meaning;
    }

    /** As a mistake of a row names it, for people and for who sends files by REST: {@code Amount (deal.amount)}. */
    String named() {
        return click != null ? key : label.equalsIgnoreCase(key) ? label : label + " (" + key + ")";
    }

    /** Every meaning that a column may have. */
    public static List<ImportField> all() {
        return List.copyOf(ALL);
    }

    static Optional<ImportField> ofKey(String key) {
        return Optional.ofNullable(BY_KEY.get(key));
    }

    static ImportField ofClick(ClickIdKind kind) {
        return Objects.requireNonNull(BY_KEY.get(kind.key()));
    }

    /** The meaning of a header by our own names and by those of common exports, whatever its letter case and blanks. */
    static Optional<ImportField> ofHeader(String header) {
        return Optional.ofNullable(BY_HEADER.get(bare(header)));
    }

    /** A header without letter case, blanks and signs. */
    static String bare(String header) {
        return header.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
