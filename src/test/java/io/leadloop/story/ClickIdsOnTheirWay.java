package io.leadloop.story;

import io.leadloop.capture.CaptureChain;
import io.leadloop.capture.ChainFinding;
import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Visits of a website and leads of sources, of which each test sees its own only. */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
abstract class ClickIdsOnTheirWay {

    static final String SHOP = Website.address("");
    static final String GCLID =
            "CjwKCAjw-Made0Up_bHBhDyARIsAKtest" + "EyAQWxZ12345678901234567890123456789012345678901234567890_wcB";

    /** Far enough apart that no test sees the leads of another. */
    private static int period;

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CaptureChain chain;

    private int made;

    @BeforeEach
    void days_of_their_own() {
        house.sql("delete from leadloop.capture");
        clock.set(Instant.parse("2026-10-03T10:25:00Z")
                .plus(Duration.ofDays(50L * ++period))
                .toString());
    }

    @AfterEach
    void the_beginning_again() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.capture");
    }

    String captured(String kind, String value) {
        String body = "{\"visit\":{\"ids\":{\"%s\":[\"%s\",0]}},\"consent\":\"tcf\"}".formatted(kind, value);
        return house.send(house.request("/capture")
                        .header("Origin", SHOP)
                        .header("Content-Type", "text/plain;charset=UTF-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))
                .body()
                .replaceAll(".*(ll_[0-9a-v]{26}).*", "$1");
    }

    /** Visits of the shop with a gclid of that many characters each. */
    void visits(int count, int length) {
        house.sql("""
                with visit as (
                    insert into leadloop.capture (reference, site, consent, captured_at)
                    select 'll_' || lpad(n::text, 26, '0'), 'shop', 'tcf', '%s' from generate_series(1, %d) n)
                insert into leadloop.capture_click (reference, kind, value, clicked_at, time_stands_in)
                select 'll_' || lpad(n::text, 26, '0'), 'GCLID', rpad('Cj' || n || 'K', %d, 'x'), null, false
                from generate_series(1, %d) n
                """.formatted(clock.instant(), count, length, count));
    }

    void comes(String... clicks) {
        house.leadReaches(
                "on-the-way-" + period + "-" + ++made,
                "MQL",
                clock.instant().minusSeconds(60).toString(),
                clicks);
        house.applies();
    }

    /** A lead of a source, written as intake does. */
    String began(String source, Instant at, String... clicks) {
        String id = UUID.randomUUID().toString();
        house.sql("""
                insert into leadloop.lead (id, source, external_id, stage, stage_at, consent_ad_user_data,
                    consent_ad_personalization, created_at, updated_at)
                values ('%s', '%s', '%s', 'MQL', '%s', 'GRANTED', 'GRANTED', '%s', '%s')
                """.formatted(id, source, id, at, at, at));
        for (String click : clicks) {
            house.sql("""
                    insert into leadloop.click_id (id, lead_id, kind, value, created_at, time_stands_in)
                    values (gen_random_uuid(), '%s', '%s', '%s', '%s', false)
                    """.formatted(
                            id, click.substring(0, click.indexOf('=')), click.substring(click.indexOf('=') + 1), at));
        }
        return id;
    }

    /** So much later that nothing of before is seen. */
    void later() {
        clock.set(clock.instant().plus(Duration.ofDays(50)).toString());
        period++;
    }

    Instant yesterday() {
        return clock.instant().minus(Duration.ofDays(1));
    }

    List<ChainFinding.Kind> found() {
        return chain.lately().findings().stream().map(ChainFinding::kind).toList();
    }

    String words() {
        return String.join(
                "\n",
                chain.lately().findings().stream().map(ChainFinding::words).toList());
    }
}
