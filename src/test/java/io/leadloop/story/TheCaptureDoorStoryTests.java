package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** {@code POST /capture} and what becomes of its references at the doors of events. */
@StoryTest
@TestPropertySource(properties = {Website.SITES, "leadloop.capture.per-address=1000"})
class TheCaptureDoorStoryTests {

    private static final String SHOP = Website.address("");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    org.springframework.context.ApplicationContext context;

    @BeforeEach
    void an_empty_house() {
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.capture");
    }

    @AfterEach
    void the_beginning_again() {
        clock.set("2026-10-03T10:25:00Z");
    }

    private static String visit(String gclid) {
        return "{\"visit\":{\"ids\":{\"gclid\":[\"%s\",1790900000]},\"last\":{\"utm_source\":\"news\",\"landing_page\":\"%s/x?a=1\"}},\"consent\":\"tcf\"}"
                .formatted(gclid, SHOP);
    }

    private HttpResponse<String> captured(String origin, String body) {
        return house.send(house.request("/capture")
                .header("Origin", origin)
                .header("Content-Type", "text/plain;charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String reference(String gclid) {
        return captured(SHOP, visit(gclid)).body().replaceAll(".*(ll_[0-9a-v]{26}).*", "$1");
    }

    private long captures() {
        return house.count("select count(*) from leadloop.capture");
    }

    @Test
    void a_configured_site_gets_a_reference_and_may_read_it() {
        HttpResponse<String> answer = captured(SHOP, visit("door-1"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).matches("\\{\"reference\":\"ll_[0-9a-v]{26}\"}");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains(SHOP);
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
        assertThat(answer.headers().map()).doesNotContainKeys("Set-Cookie", "Access-Control-Allow-Credentials");
        assertThat(reference("door-1")).isNotEqualTo(reference("door-1"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example",
        "http://www.shop.localhost",
        "https://www.shop.localhost:443",
        "http://www.shop.localhost.evil.example",
        "null",
        "''"
    })
    void another_origin_is_refused_and_hears_nothing(String origin) {
        HttpResponse<String> answer = captured(origin, visit("forged"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(captures()).isZero();
    }

    /** The same host with a port of one more digit begins with a configured origin. */
    @Test
    void an_origin_that_only_begins_like_one_is_another() {
        assertThat(captured(SHOP.substring(0, SHOP.length() - 1), visit("forged"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(captured(SHOP + "0", visit("forged")).statusCode()).isEqualTo(403);
        assertThat(captures()).isZero();
    }

    @Test
    void the_bounds_of_a_body_hold_and_other_methods_are_told_so() {
        assertThat(captured(SHOP, "{" + " ".repeat(8192) + "}").statusCode()).isEqualTo(413);
        assertThat(captured(SHOP, " ".repeat(200_000)).statusCode()).isEqualTo(413);
        assertThat(house.send(house.request("/capture")
                                .header("Origin", SHOP)
                                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(
                                        visit("chunked").getBytes(StandardCharsets.UTF_8)))))
                        .statusCode())
                .isEqualTo(411);
        assertThat(captured(SHOP, "{\"email\":\"ann@example.com\"}").statusCode())
                .isEqualTo(400);
        assertThat(house.send(house.request("/capture").header("Origin", SHOP)).statusCode())
                .isEqualTo(405);
        assertThat(house.send(house.request("/capture")
                                .header("Origin", SHOP)
                                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(204);
        assertThat(captures()).isZero();
    }

    @Test
    void nothing_of_the_visitor_is_kept_but_the_visit() {
        reference("kept-1");
        assertThat(house.texts("select to_jsonb(c)::text from leadloop.capture c"))
                .singleElement()
                .asString()
                .doesNotContain("127.0.0.1", "Java-http-client")
                .contains("\"landing_page\": \"shop.localhost/x\"", "\"consent\": \"tcf\"");
        assertThat(house.tablesThatHold("kept-1")).containsExactly("leadloop.capture_click");
    }

    @Test
    void the_one_field_brings_exactly_that_click_id_to_the_ad_platform_with_its_time() {
        String gclid = "EAIaIQobChMI_one-Field_D_BwE";
        String reference = reference(gclid);
        house.leadReaches("one-field", "MQL", "2026-10-03T09:00:00Z", "ll_ref=" + reference);
        house.settles();
        assertThat(house.told("google-ads", gclid)
                        .path("adIdentifiers")
                        .path("gclid")
                        .asText())
                .isEqualTo(gclid);
        assertThat(house.texts("select kind || ' ' || value || ' ' || extract(epoch from clicked_at)::bigint from"
                        + " leadloop.click_id where value = '" + gclid + "'"))
                .containsExactly("GCLID " + gclid + " 1790900000");
        assertThat(house.texts(
                        "select o.utm_source from leadloop.lead_origin o join leadloop.lead l on l.id = o.lead_id"
                                + " where l.external_id = 'one-field'"))
                .containsExactly("news");
        assertThat(house.count("select count(*) from leadloop.capture where used_at is not null"))
                .isEqualTo(1);
    }

    @Test
    void a_visit_with_several_click_ids_brings_all_of_them() {
        String visit = visit("several-g").replace("\"ids\":{", "\"ids\":{\"fbclid\":[\"several-f\",1790900000],");
        String reference = captured(SHOP, visit).body().replaceAll(".*(ll_[0-9a-v]{26}).*", "$1");
        house.leadReaches("several", "MQL", "2026-10-03T09:00:00Z", "ll_ref=" + reference);
        house.applies();
        assertThat(house.texts("select value from leadloop.click_id where value like 'several-%' order by value"))
                .containsExactly("several-f", "several-g");
    }

    @Test
    void a_reference_in_a_field_for_gclids_and_in_capitals_is_one_too() {
        String reference = reference("in-the-gclid-field");
        house.leadReaches("wrong-field", "MQL", "2026-10-03T09:00:00Z", "gclid=" + reference.toUpperCase());
        house.settles();
        assertThat(house.received("google-ads", "in-the-gclid-field")).hasSize(1);
        assertThat(house.received("google-ads", reference.toUpperCase())).isEmpty();
    }

    @Test
    void the_one_field_that_holds_the_ids_themselves_is_read() {
        house.leadReaches("plain-field", "MQL", "2026-10-03T09:00:00Z", "ll_ref=gclid=plain-gclid-1&fbclid=plain-f");
        house.settles();
        assertThat(house.received("google-ads", "plain-gclid-1")).hasSize(1);
    }

    @Test
    void an_unknown_reference_is_told_to_nobody_and_named_on_the_lead_and_in_the_inbox() {
        String unknown = "ll_00000000000000000000000000";
        house.leadReaches("unknown-ref", "MQL", "2026-10-03T09:00:00Z", "gclid=" + unknown);
        house.settles();
        assertThat(house.received("google-ads", unknown)).isEmpty();
        assertThat(house.texts("select reason from leadloop.inbox_message where reason like '%unknown here'"))
                .containsExactly("STARTED, reference ll_000000… is unknown here");
        String lead = house.lead("generic", "unknown-ref").orElseThrow().id().toString();
        assertThat(house.send(house.asAdministrator("/api/leads/" + lead)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void within_its_time_a_visit_stays() throws Exception {
        reference("young-1");
        clock.set("2027-01-01T10:24:00Z");
        forget();
        assertThat(house.tablesThatHold("young-1")).containsExactly("leadloop.capture_click");
    }

    @Test
    void after_its_time_the_ids_are_deleted_and_the_reference_has_expired() throws Exception {
        String reference = reference("too-old-1");
        clock.set("2027-01-02T10:25:00Z");
        forget();
        assertThat(house.tablesThatHold("too-old-1")).isEmpty();
        assertThat(
                        house.count(
                                "select count(*) from leadloop.capture where landing_page is not null or utm_source is not null"))
                .isZero();
        house.leadReaches("expired-ref", "MQL", "2027-01-02T09:00:00Z", "ll_ref=" + reference);
        house.applies();
        assertThat(house.texts("select reason from leadloop.inbox_message where reason like '%expired'"))
                .containsExactly("STARTED, reference " + reference.substring(0, 9) + "… has expired");
        clock.set("2027-04-05T10:25:00Z");
        forget();
        assertThat(captures()).isZero();
    }

    private void forget() throws Exception {
        Object retention = context.getBean("captureRetention");
        java.lang.reflect.Method forget = retention.getClass().getDeclaredMethod("forget");
        forget.setAccessible(true);
        forget.invoke(retention);
    }

    @Test
    void who_is_forgotten_is_forgotten_here_too_by_the_lead_and_by_the_click_alone() {
        String reference = reference("forget-lead-1");
        reference("forget-lead-1");
        reference("forget-click-2");
        house.leadReaches("forget-captured", "MQL", "2026-10-03T09:00:00Z", "ll_ref=" + reference);
        house.applies();
        erase("{\"crmId\":\"forget-captured\"}");
        assertThat(house.tablesThatHold("forget-lead-1")).isEmpty();
        assertThat(house.tablesThatHold("forget-click-2")).isNotEmpty();
        erase("{\"clickId\":\"forget-click-2\"}");
        assertThat(house.tablesThatHold("forget-click-2")).isEmpty();
    }

    private void erase(String person) {
        house.send(house.asAdministrator("/api/erasures")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"person\":" + person + ",\"reason\":\"asked\"}")));
    }

    @Test
    void the_script_is_served_to_everybody_gzipped_where_it_is_taken() {
        HttpResponse<String> plain = house.send(house.request("/capture/leadloop-capture.js"));
        assertThat(plain.statusCode()).isEqualTo(200);
        assertThat(plain.headers().firstValue("Content-Type")).contains("text/javascript;charset=UTF-8");
        HttpResponse<String> zipped =
                house.send(house.request("/capture/leadloop-capture.js").header("Accept-Encoding", "gzip"));
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isLessThanOrEqualTo(3 * 1024L);
        assertThat(house.send(house.request("/capture/other")).statusCode()).isEqualTo(404);
    }

    @Test
    void an_id_as_long_as_any_that_is_taken_gets_its_reference() {
        String ttclid = "E.C.P." + "x".repeat(994);
        String touch = "{\"ttclid\":\"%s\",\"utm_source\":\"tiktok\",\"utm_id\":\"1\",\"landing_page\":\"%s/\"}"
                .formatted(ttclid, SHOP);
        HttpResponse<String> answer = captured(
                SHOP,
                "{\"visit\":{\"ids\":{\"ttclid\":[\"%s\",1790900000]},\"first\":%s,\"last\":%s},\"consent\":\"tcf\"}"
                        .formatted(ttclid, touch, touch));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(house.count("select count(*) from leadloop.capture_click where value = '" + ttclid + "'"))
                .isEqualTo(1);
    }
}
