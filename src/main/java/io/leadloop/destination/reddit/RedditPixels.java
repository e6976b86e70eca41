package io.leadloop.destination.reddit;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountPixel;
import io.leadloop.destination.AccountPixel.State;
import io.leadloop.destination.PixelCatalogue;
import io.leadloop.destination.PlatformReports.Unavailable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The pixels of a Reddit ad account, {@code GET /api/v3/ad_accounts/ID/pixels} (third parties; no state is told), and when the
 * configured one fired last, {@code GET /api/v3/pixels/ID/last_fired_at} ("Get Last Fired At", ads-api.reddit.com/docs/v3). That
 * one tells a time for each event; how it tells custom events is UNCONFIRMED, so any time in it counts.
 */
final class RedditPixels implements PixelCatalogue {

    private static final String TYPE = "pixel";

    private final RedditProperties account;
    private final RedditReportProperties report;
    private final @Nullable RedditReportCalls calls;

    RedditPixels(RedditProperties account, RedditReportProperties report, @Nullable RedditReportCalls calls) {
        this.account = account;
        this.report = report;
        this.calls = calls;
    }

    @Override
    public @Nullable String missingKey() {
        return report.adAccountId() == null || report.adAccountId().isBlank() ? "report.ad-account-id" : null;
    }

    @Override
    public Listing list() throws Unavailable {
        List<AccountPixel> pixels = new ArrayList<>();
        for (JsonNode it : calls().pixels()) {
            String id = it.path("id").asText("");
            String name = it.path("name").asText("");
            pixels.add(
                    id.equals(account.pixelId())
                            ? fired(id, name)
                            : new AccountPixel(TYPE, id, name, State.UNKNOWN, null, null, null));
        }
        return Listing.ofPixels(null, AccountPixel.named("pixel-id", TYPE, account.pixelId(), pixels));
    }

    /** Without the time the list of pixels is still worth having. */
    private AccountPixel fired(String id, String name) {
        try {
            List<String> told = leaves(calls().lastFiredAt(id)).toList();
            Instant last = told.stream()
                    .flatMap(RedditPixels::time)
                    .max(Instant::compareTo)
                    .orElse(null);
            return new AccountPixel(TYPE, id, name, State.UNKNOWN, null, !told.isEmpty(), last);
        } catch (Unavailable notTold) {
            return new AccountPixel(TYPE, id, name, State.UNKNOWN, null, null, null);
        }
    }

    private static Stream<String> leaves(JsonNode node) {
        return node.isContainerNode()
                ? node.valueStream().flatMap(RedditPixels::leaves)
                : Stream.of(node.asText("")).filter(it -> !node.isNull() && !it.isEmpty());
    }

    private static Stream<Instant> time(String text) {
        try {
            return Stream.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException noTime) {
            return Stream.empty();
        }
    }

    private RedditReportCalls calls() {
        return Objects.requireNonNull(calls);
    }
}
