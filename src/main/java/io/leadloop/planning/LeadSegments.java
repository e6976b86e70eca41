package io.leadloop.planning;

import io.leadloop.lead.ClickId;
import io.leadloop.lead.Money;
import io.leadloop.lead.Origins;
import io.leadloop.pipeline.Segment;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** To which segment a lead belongs, as the figures say it: the platform of its newest click, the campaign of its visit. */
@Repository
class LeadSegments {

    private static final String NO_PLATFORM = "none";
    private static final Comparator<ClickId> NEWEST = Comparator.comparing(
                    ClickId::clickedAt, Comparator.<@Nullable Instant>nullsFirst(Comparator.naturalOrder()))
            .thenComparing(ClickId::id, Comparator.<@Nullable UUID>nullsFirst(Comparator.naturalOrder()));

    private final JdbcClient jdbc;
    private final Origins origins;
    private volatile @Nullable Map<String, String> platforms;

    LeadSegments(JdbcClient jdbc, Origins origins) {
        this.jdbc = jdbc;
        this.origins = origins;
    }

    /**
     * A segment with a value in every respect.
     *
     * @param currency in which deal sizes are; those in another one are not compared by any day's rate
     */
    Segment of(StageReached reached, String currency) {
        Money deal = reached.dealValue().amount();
        boolean isSized = deal != null && deal.currency().getCurrencyCode().equals(currency);
        String country = reached.lead().country();
        return new Segment(
                reached.lead().externalId().source(),
                deal != null && isSized ? Segment.dealSize(deal.amount()) : Segment.UNKNOWN,
                platform(reached),
                country == null ? Segment.UNKNOWN : country,
                campaign(reached));
    }

    private String platform(StageReached reached) {
        Map<String, String> known = platforms();
        return reached.clicks().stream()
                .filter(it -> known.containsKey(it.kind().name()))
                .max(NEWEST)
                .map(it -> known.getOrDefault(it.kind().name(), NO_PLATFORM))
                .orElse(NO_PLATFORM);
    }

    /** A view of constants. */
    private Map<String, String> platforms() {
        Map<String, String> known = platforms;
        if (known == null) {
            Map<String, String> read = new HashMap<>();
            jdbc.sql("select kind, platform from leadloop.v_click_kind").query(row -> {
                read.put(row.getString(1), row.getString(2));
            });
            known = read;
            platforms = known;
        }
        return known;
    }

    private String campaign(StageReached reached) {
        String campaign = origins.campaignOf(reached.lead().id());
        return campaign.isEmpty() ? Segment.UNKNOWN : campaign;
    }
}
