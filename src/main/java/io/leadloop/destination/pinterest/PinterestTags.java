package io.leadloop.destination.pinterest;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.PixelCatalogue;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tags of a Pinterest ad account, {@code GET /v5/ad_accounts/ID/conversion_tags} (pinterest/api-description v5/openapi.yaml
 * 5.23.0: {@code ConversionTagResponse}, {@code EntityStatus}; one answer without pages). Conversions are told to the ad account
 * and to no tag, and "can stand alone" (help.pinterest.com, getting started with the Conversions API): no tag is named by a key,
 * and one that is paused or never fired is no fault.
 */
final class PinterestTags implements PixelCatalogue {

    private final PinterestReportProperties report;
    private final PinterestReports reports;

    PinterestTags(PinterestReportProperties report, PinterestReports reports) {
        this.report = report;
        this.reports = reports;
    }

    @Override
    public @Nullable String missingKey() {
        return report.isOn() ? null : "report.access-token";
    }

    @Override
    public Listing list() throws Unavailable {
        List<AccountPixel> tags = new ArrayList<>();
        reports.tags().forEach(it -> tags.add(tag(it)));
        return Listing.ofPixels(null, tags);
    }

    private static AccountPixel tag(JsonNode it) {
        long firedAt = it.path("last_fired_time_ms").asLong(0);
        return new AccountPixel(
                "tag",
                it.path("id").asText(""),
                it.path("name").asText(""),
                switch (it.path("status").asText("")) {
                    case "ACTIVE" -> State.ACTIVE;
                    case "PAUSED", "DRAFT" -> State.OFF;
                    case "ARCHIVED", "DELETED_DRAFT" -> State.REMOVED;
                    default -> State.UNKNOWN;
                },
                null,
                firedAt > 0,
                firedAt > 0 ? Instant.ofEpochMilli(firedAt) : null);
    }
}
