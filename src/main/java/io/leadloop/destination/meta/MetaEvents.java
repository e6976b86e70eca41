package io.leadloop.destination.meta;

import com.fasterxml.jackson.databind.JsonNode;
import io.leadloop.destination.AccountCatalogue;
import io.leadloop.destination.CatalogueAction;
import io.leadloop.destination.CatalogueAction.Status;
import io.leadloop.destination.PlatformReports.Unavailable;
import io.leadloop.destination.UploadHealth;
import io.leadloop.destination.UploadHealth.Trouble;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The events that a dataset heard from servers in the last seven days, by {@code GET /DATASET/stats} (facebook-java-business-sdk,
 * AdsPixel.getStats; not further back), and their match quality by {@code GET /dataset_quality} (Dataset Quality API; its fields
 * as AdsPixelCAPIIntegrationQuality names them). A dataset takes an event of any name, so one that is not in the list may be told.
 * Match quality is worked out for events of websites only: none for those of a CRM is no fault, and what lowers it needs nobody: the
 * events count all the same.
 */
final class MetaEvents implements AccountCatalogue {

    private static final Duration BACK = Duration.ofDays(7);

    private static final String QUALITY = "web{event_name,event_match_quality{composite_score,"
            + "diagnostics{name,percentage}},data_freshness{upload_frequency}}";

    private static final int MOST_PAGES = 50;

    private final MetaProperties account;
    private final MetaReports reports;
    private final Clock clock;

    MetaEvents(MetaProperties account, MetaReports reports, Clock clock) {
        this.account = account;
        this.reports = reports;
        this.clock = clock;
    }

    @Override
    public @Nullable String missingKey() {
        return reports.isOn() ? null : "report.ad-account-id";
    }

    @Override
    public Listing list() throws Unavailable {
        JsonNode dataset = reports.dataset();
        Map<String, Long> heard = heard();
        return new Listing(
                dataset.path("name").asText(""),
                List.of(),
                heard.keySet().stream().map(MetaEvents::event).toList(),
                Health.of(() -> health(heard)));
    }

    private static CatalogueAction event(String name) {
        return new CatalogueAction(
                name, name, name, Status.ENABLED, "event", true, "", null, null, null, null, null, null);
    }

    /** By name; what the pixel of a website sends is not asked for. */
    private Map<String, Long> heard() throws Unavailable {
        Instant now = clock.instant();
        String span = "aggregation=event&event_source=SERVER&start_time="
                + now.minus(BACK).getEpochSecond() + "&end_time=" + now.getEpochSecond();
        Map<String, Long> heard = new TreeMap<>();
        String after = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            JsonNode answer = reports.get(account.datasetId() + "/stats", span + after);
            if (!answer.path("data").isArray()) {
                throw new Unavailable("Meta's list of the dataset's events cannot be read.");
            }
            answer.path("data").forEach(hour -> count(hour, heard));
            if (!answer.path("paging").has("next")) {
                return heard;
            }
            // The address of the next page carries the token; only its cursor is taken.
            after = "&after="
                    + MetaReports.encoded(answer.at("/paging/cursors/after").asText(""));
        }
        throw new Unavailable("Meta's list of the dataset's events does not end.");
    }

    private static void count(JsonNode hour, Map<String, Long> heard) {
        for (JsonNode it : hour.path("data")) {
            String name = it.path("value").asText("");
            if (!name.isEmpty()) {
                heard.merge(name, it.path("count").asLong(), Long::sum);
            }
        }
    }

    private List<UploadHealth> health(Map<String, Long> heard) throws Unavailable {
        Map<String, JsonNode> qualities = new HashMap<>();
        reports.get("dataset_quality", "dataset_id=" + account.datasetId() + "&fields=" + MetaReports.encoded(QUALITY))
                .path("web")
                .forEach(it -> qualities.put(it.path("event_name").asText(""), it));
        List<UploadHealth> all = new ArrayList<>();
        heard.forEach((name, many) -> {
            JsonNode quality = qualities.get(name);
            List<Trouble> troubles = quality == null ? List.of() : troubles(quality);
            all.add(new UploadHealth(
                    name, false, many, null, null, null, troubles, quality == null ? null : grade(quality)));
        });
        return all;
    }

    private static List<Trouble> troubles(JsonNode quality) {
        List<Trouble> troubles = new ArrayList<>();
        quality.at("/event_match_quality/diagnostics")
                .forEach(it -> troubles.add(new Trouble(
                        it.path("name").asText("").strip().replace(' ', '_'),
                        (int) Math.round(it.path("percentage").asDouble()),
                        null)));
        return troubles;
    }

    private static @Nullable String grade(JsonNode quality) {
        JsonNode score = quality.at("/event_match_quality/composite_score");
        return score.isNumber()
                ? "match quality "
                        + BigDecimal.valueOf(score.asDouble())
                                .setScale(1, RoundingMode.HALF_UP)
                                .stripTrailingZeros()
                                .toPlainString()
                        + " of 10"
                : null;
    }

    @Override
    public Optional<String> referenceOf(String action) {
        return Optional.of(action);
    }

    @Override
    public Set<String> mappedActions() {
        return Set.of();
    }

    @Override
    public boolean takesAnyAction() {
        return true;
    }
}
