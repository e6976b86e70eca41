package io.leadloop.destination.tiktok;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.PixelCatalogue;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a TikTok advertiser, {@code GET /pixel/list/} (tiktok/tiktok-business-api-sdk, MeasurementApi: parameters, pages of
 * at most 20). Third parties do not agree whether the answer's list is {@code pixels} or {@code list}: both are read. The words of its
 * {@code activity_status} are UNCONFIRMED, so a pixel's state is not told; nor when it fired last. Event sets for CRM and offline
 * events are not asked for.
 */
final class TikTokPixels implements PixelCatalogue {

    private static final String TYPE = "pixel";
    private static final int PAGE = 20;
    private static final int MOST_PAGES = 100;

    private final TikTokProperties account;
    private final TikTokReportProperties report;
    private final TikTokReportCalls calls;

    TikTokPixels(TikTokProperties account, TikTokReportProperties report, TikTokReportCalls calls) {
        this.account = account;
        this.report = report;
        this.calls = calls;
    }

    @Override
    public @Nullable String missingKey() {
        return isBlank(report.accessToken())
                ? "report.access-token"
                : isBlank(report.advertiserId()) ? "report.advertiser-id" : null;
    }

    private static boolean isBlank(@Nullable String key) {
        return key == null || key.isBlank();
    }

    @Override
    public Listing list() throws Unavailable {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("advertiser_id", Objects.requireNonNull(report.advertiserId()));
        parameters.put("page_size", Integer.toString(PAGE));
        List<AccountPixel> pixels = new ArrayList<>();
        for (int page = 1; page <= MOST_PAGES; page++) {
            parameters.put("page", Integer.toString(page));
            JsonNode data = calls.get("/pixel/list/", parameters);
            JsonNode list = data.path("pixels").isArray() ? data.path("pixels") : data.path("list");
            JsonNode total = data.at("/page_info/total_page");
            if (!list.isArray()) {
                throw new Unavailable("TikTok's list of pixels cannot be read.");
            }
            list.forEach(it -> pixels.add(pixel(it)));
            if (total.canConvertToInt() ? page >= total.asInt() : list.size() < PAGE) {
                return Listing.ofPixels(null, AccountPixel.named("pixel-code", TYPE, account.pixelCode(), pixels));
            }
        }
        throw new Unavailable("TikTok's list of pixels does not end.");
    }

    private static AccountPixel pixel(JsonNode it) {
        return new AccountPixel(
                TYPE,
                it.path("pixel_code").asText(""),
                it.path("pixel_name").asText(""),
                State.UNKNOWN,
                null,
                null,
                null);
    }
}
