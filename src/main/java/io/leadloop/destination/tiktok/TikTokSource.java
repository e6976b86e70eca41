package io.leadloop.destination.tiktok;

import io.leadloop.conversion.Upload;
import io.leadloop.lead.ClickId;
import io.leadloop.lead.ClickIdKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a lead came from decides to which of TikTok's event sources it is told. */
enum TikTokSource {
    /** It came to the website with a ttclid. */
    WEB,
    /** It came from an instant form of TikTok. */
    CRM,
    /** It is known by hashed mail or phone only. */
    OFFLINE;

    static TikTokSource of(Upload upload) {
        ClickId click = upload.click();
        if (click == null) {
            return OFFLINE;
        }
        return click.kind() == ClickIdKind.TIKTOK_LEAD_ID ? CRM : WEB;
    }

    /** The value of {@code event_source}. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The id of that source in the account; null where it is not configured. */
    @Nullable
    String id(TikTokProperties properties) {
        return switch (this) {
            case WEB -> properties.pixelCode();
            case CRM -> properties.crmEventSetId();
            case OFFLINE -> properties.offlineEventSetId();
        };
    }

    /** The name of the event for the plan's action. */
    String event(TikTokProperties properties, String action) {
        String common = properties.conversionActions().getOrDefault(action, action);
        return switch (this) {
            case WEB -> common;
            case CRM -> properties.crmActions().getOrDefault(action, common);
            case OFFLINE -> properties.offlineActions().getOrDefault(action, common);
        };
    }
}
