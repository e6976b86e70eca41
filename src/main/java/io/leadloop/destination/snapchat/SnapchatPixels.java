package io.leadloop.destination.snapchat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.PixelCatalogue;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a Snapchat ad account, {@code GET /v1/adaccounts/ID/pixels} (developers.snap.com, Ads-API/snap-pixel). Of the
 * states only ACTIVE is documented there; PAUSED is that of Snap's other objects. When a pixel fired last is not told, and whether
 * one that another account shares is in the list is not documented.
 */
final class SnapchatPixels implements PixelCatalogue {

    private static final String TYPE = "pixel";

    private final SnapchatProperties account;
    private final SnapchatReportProperties report;
    private final SnapchatReports reports;

    SnapchatPixels(SnapchatProperties account, SnapchatReportProperties report, SnapchatReports reports) {
        this.account = account;
        this.report = report;
        this.reports = reports;
    }

    @Override
    public @Nullable String missingKey() {
        Map<String, @Nullable String> needed = new LinkedHashMap<>();
        needed.put("report.ad-account-id", report.adAccountId());
        needed.put("report.client-id", report.clientId());
        needed.put("report.client-secret", report.clientSecret());
        needed.put("report.refresh-token", report.refreshToken());
        return needed.entrySet().stream()
                .filter(it -> it.getValue() == null || it.getValue().isBlank())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    @Override
    public Listing list() throws Unavailable {
        List<AccountPixel> pixels = new ArrayList<>();
        reports.pixels().forEach(it -> pixels.add(pixel(it)));
        return Listing.ofPixels(null, AccountPixel.named("pixel-id", TYPE, account.pixelId(), pixels));
    }

    private static AccountPixel pixel(JsonNode it) {
        List<String> states = List.of(
                it.path("status").asText(""), it.path("effective_status").asText("ACTIVE"));
        State state = states.contains("DELETED")
                ? State.REMOVED
                : states.contains("PAUSED")
                        ? State.OFF
                        : states.equals(List.of("ACTIVE", "ACTIVE")) ? State.ACTIVE : State.UNKNOWN;
        return new AccountPixel(TYPE, it.path("id").asText(""), it.path("name").asText(""), state, null, null, null);
    }
}
