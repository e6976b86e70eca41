package io.leadloop.lead;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of identifier by which an ad platform recognises its own click or lead: the names under which forms, cookies and
 * addresses hold one, and the form that it has.
 */
public enum ClickIdKind {
    GCLID("[A-Za-z0-9_-]+", "gclid"),
    GBRAID("[A-Za-z0-9_-]+", "gbraid"),
    WBRAID("[A-Za-z0-9_-]+", "wbraid"),
    FBCLID("[A-Za-z0-9_.-]+", "fbclid"),
    /** Meta's {@code _fbc} cookie: an fbclid with the time at which the browser saw it. */
    FBC(null, "_fbc", "fbc"),
    /** Meta's {@code _fbp} cookie: {@code fb.<subdomain index>.<milliseconds>.<random number>}, perhaps with an appendix. */
    FBP("fb\\.\\d\\.\\d{10,13}\\.\\d+(\\.[A-Za-z0-9_-]+)?", "_fbp", "fbp"),
    /** {@code leadgen_id} of a Meta instant form. */
    META_LEAD_ID("\\d{15,17}", "meta_lead_id", "leadgen_id", "lead_id"),
    /** Click of an ad that opens WhatsApp, from the first message's referral. */
    CTWA_CLID(Form.TOKEN, "ctwa_clid"),
    TTCLID(Form.TOKEN, "ttclid"),
    TTP(Form.TOKEN, "_ttp", "ttp"),
    /** Lead id of a TikTok instant form. */
    TIKTOK_LEAD_ID(Form.TOKEN, "tiktok_lead_id", "lead_id"),
    /** Click id of ChatGPT ads. */
    OPPREF("[!-~]+", "oppref"),
    /** A UUID, also seen without its dashes. */
    MSCLKID("[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}", "msclkid"),
    LI_FAT_ID(Form.TOKEN, "li_fat_id"),
    /** {@code urn:li:leadGenFormResponse:<id>} of a LinkedIn lead form, or its id alone. */
    LI_LEAD_ID("(urn:li:leadGenFormResponse:)?[A-Za-z0-9_-]+", "li_lead_id"),
    RDT_CID(Form.TOKEN, "rdt_cid"),
    EPIK(Form.TOKEN, "epik", "_epik"),
    SC_CLICK_ID(Form.TOKEN, "ScCid", "sc_click_id"),
    TWCLID(Form.TOKEN, "twclid"),
    /** Quora's: three parts between bars. */
    QCLID(Form.TOKEN, "qclid"),
    /** Taboola's, by the parameter that its own tracking adds. */
    TBLCI(Form.TOKEN, "tblci"),
    NDCLID(Form.TOKEN, "ndclid"),
    /** Snapchat's {@code _scid} cookie: the browser, no click. */
    SC_COOKIE1(Form.TOKEN, "_scid", "sc_cookie1"),
    /** Reddit's {@code _rdt_uuid} cookie: the browser, no click. */
    RDT_UUID(Form.TOKEN, "_rdt_uuid", "rdt_uuid"),
    /** The {@code __obref} cookie of ChatGPT ads: the browser, no click. */
    OBREF("[!-~]+", "__obref", "obref"),
    /** What Google Analytics knows a browser by: two numbers, as {@code gtag('get', id, 'client_id')} gives them. */
    GA_CLIENT_ID("\\d{1,20}\\.\\d{1,20}", "ga_client_id"),
    /** A field for LeadLoop's own reference to captured click ids ({@link ClickReference}), or for the ids as a query. */
    LL_REF(Form.TOKEN, "ll_ref");

    private final @Nullable Pattern form;
    private final List<String> parameters;

    /**
     * @param form null where the kind has a reader of its own
     * @param parameters the names under which addresses, cookies and forms hold it; the first one is the platform's own
     */
    ClickIdKind(@Nullable String form, String... parameters) {
        this.form = form == null ? null : Pattern.compile(form);
        this.parameters = List.of(parameters);
    }

    private static final class Form {
        /** What an address can hold without encoding, and nothing that separates its parts. */
        static final String TOKEN = "[A-Za-z0-9._~=+/:*!|-]+";
    }

    /** Whether a value can be an identifier of this kind by its looks. */
    public boolean mayBe(String value) {
        return form == null ? FbcCookie.isForm(value) : form.matcher(value).matches();
    }

    /** Whether the platform puts it into the address of the landing page. */
    boolean isInAddresses() {
        return switch (this) {
            case FBC, FBP, TTP, SC_COOKIE1, RDT_UUID, OBREF, GA_CLIENT_ID -> false;
            case META_LEAD_ID, TIKTOK_LEAD_ID, LI_LEAD_ID, CTWA_CLID, LL_REF -> false;
            default -> true;
        };
    }

    List<String> parameters() {
        return parameters;
    }

    /** Whether both name the same click in two forms: the one that is newer counts, whichever form it has. */
    public boolean isSameAs(ClickIdKind other) {
        return this == other || this == FBC && other == FBCLID || this == FBCLID && other == FBC;
    }

    /** The name in payloads, fields and pages: {@code gclid}, {@code meta_lead_id}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kinds that ad platforms know: all but our own reference, which never leaves the house. */
    public static Set<ClickIdKind> ofPlatforms() {
        return EnumSet.complementOf(EnumSet.of(LL_REF));
    }

    /** The kind of a key of the configuration, whose underscores Spring leaves out: {@code lifatid} is li_fat_id. */
    public static Optional<ClickIdKind> ofSetting(String key) {
        String plain = key.replace("_", "").replace("-", "");
        return Stream.of(values())
                .filter(it -> it.name().replace("_", "").equalsIgnoreCase(plain))
                .findFirst();
    }

    /** The kind of that key in any letter case; empty for a key that nobody knows. */
    public static Optional<ClickIdKind> ofKey(String key) {
        for (ClickIdKind kind : values()) {
            if (kind.name().equalsIgnoreCase(key)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
