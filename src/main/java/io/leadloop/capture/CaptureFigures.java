package io.leadloop.capture;

import io.leadloop.lead.ClickId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What came from which website, for people. */
@Repository
public class CaptureFigures {

    /** How much of a click id is shown. */
    private static final int SHOWN = 12;

    private final JdbcClient jdbc;
    private final Captures captures;
    private final CaptureSettings settings;

    CaptureFigures(JdbcClient jdbc, Captures captures, CaptureSettings settings) {
        this.jdbc = jdbc;
        this.captures = captures;
        this.settings = settings;
    }

    /**
     * One visit.
     *
     * @param reference its first characters
     * @param ids kind and first characters of each click id; empty where they have expired
     */
    public record Capture(
            String reference,
            String site,
            Instant at,
            String consent,
            List<Id> ids,
            @Nullable String landingPage,
            boolean isUsed) {}

    /** A click id in short. */
    public record Id(String kind, String value) {}

    /** The configured sites with their origins. */
    public Map<String, List<String>> sites() {
        return new TreeMap<>(settings.sites());
    }

    /** How long click ids are kept. */
    public Duration keep() {
        return settings.keep();
    }

    /** The newest captures, the newest first. */
    @Transactional(readOnly = true)
    public List<Capture> newest(int most) {
        record Row(
                String reference,
                String site,
                Instant at,
                String consent,
                @Nullable String page,
                boolean isUsed) {}
        List<Row> rows = jdbc.sql("""
                        select reference, site, captured_at, consent, landing_page, used_at is not null
                        from leadloop.capture order by captured_at desc, reference limit :most
                        """)
                .param("most", most)
                .query((row, n) -> new Row(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getString(5),
                        row.getBoolean(6)))
                .list();
        Map<String, List<ClickId>> clicks =
                captures.clicksOf(rows.stream().map(Row::reference).toList());
        return rows.stream()
                .map(it -> new Capture(
                        shortened(it.reference()),
                        it.site(),
                        it.at(),
                        it.consent(),
                        clicks.getOrDefault(it.reference(), List.of()).stream()
                                .map(click -> new Id(click.kind().key(), shortened(click.value())))
                                .toList(),
                        it.page(),
                        it.isUsed()))
                .toList();
    }

    private static String shortened(String value) {
        return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "\u2026";
    }
}
