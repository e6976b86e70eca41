package io.leadloop.lead;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The kinds of identifier by which an ad platform recognises its own click or lead. */
public enum ClickIdKind {
    GCLID,
    GBRAID,
    WBRAID,
    FBCLID,
    /** Meta's {@code _fbc} cookie: an fbclid with the time at which the browser saw it. */
    FBC,
    /** Meta's {@code _fbp} cookie. */
    FBP,
    /** {@code leadgen_id} of a Meta instant form. */
    META_LEAD_ID,
    TTCLID,
    TTP,
    /** Lead id of a TikTok instant form. */
    TIKTOK_LEAD_ID,
    /** Click id of ChatGPT ads. */
    OPPREF,
    MSCLKID,
    LI_FAT_ID,
    RDT_CID,
    EPIK,
    SC_CLICK_ID,
    TWCLID;

    /** The name in payloads, fields and pages: {@code gclid}, {@code meta_lead_id}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
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
