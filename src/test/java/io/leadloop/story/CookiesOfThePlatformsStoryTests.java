package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cookies that the platforms' own tags left on a website before: read with consent only, and only those that an account can send. */
class CookiesOfThePlatformsStoryTests extends CapturingHouse {

    private static final String BROWSER = "7f3c0b1e-2a44-4c9d-9f0e-1A2b3C4d5E6f";

    /** Each cookie as its tag writes it, and the field that asks for what it holds. */
    private static Map<String, String[]> common() {
        Map<String, String[]> jar = new LinkedHashMap<>();
        jar.put("_gcl_aw=GCL.1790000000.CjwKC-jar_wcB", new String[] {"gclid", "CjwKC-jar_wcB"});
        jar.put("_fbp=fb.1.1790000000123.1116446470", new String[] {"fbp", "fb.1.1790000000123.1116446470"});
        jar.put("_ttp=2Zg6UT1Wh0Ro8kLk", new String[] {"ttp", "2Zg6UT1Wh0Ro8kLk"});
        jar.put(
                "li_fat_id=01234567-89ab-4cde-8f01-23456789abcd",
                new String[] {"li_fat_id", "01234567-89ab-4cde-8f01-23456789abcd"});
        jar.put("_epik=dj0yJnU9jar", new String[] {"epik", "dj0yJnU9jar"});
        jar.put(
                "_uetmsclkid=_uet0123456789abcdef0123456789abcdef",
                new String[] {"msclkid", "0123456789abcdef0123456789abcdef"});
        jar.put("_scid=" + BROWSER, new String[] {"sc_cookie1", BROWSER});
        jar.put("_rdt_uuid=1790000000123." + BROWSER, new String[] {"rdt_uuid", "1790000000123." + BROWSER});
        jar.put("__obref=ob-1", new String[] {"obref", "ob-1"});
        jar.put("_ga=GA1.2.1116446470.1790000000", new String[] {"ga_client_id", "1116446470.1790000000"});
        return jar;
    }

    static Stream<Arguments> jars() {
        Map<String, String[]> one = common();
        one.put("_ttclid=E.C.P.jar", new String[] {"ttclid", "E.C.P.jar"});
        one.put("_twclid=2-jar", new String[] {"twclid", "2-jar"});
        Map<String, String[]> other = common();
        // Readers disagree about TikTok's name; X's pixel writes JSON (both: facts/birth.md 1.1).
        other.put("ttclid=E.C.P.jar", new String[] {"ttclid", "E.C.P.jar"});
        other.put(
                "_twclid=%7B%22twclid%22%3A%222-jar%22%2C%22timestamp%22%3A1790000000123%7D",
                new String[] {"twclid", "2-jar"});
        return Stream.of(Arguments.of("_ttclid, _twclid", one), Arguments.of("ttclid, _twclid as JSON", other));
    }

    private void site(Visitor visitor, Iterable<String> cookies, String options, String fields) {
        website.page("/jar", "", "");
        visitor.driver().get(Website.address("/jar"));
        cookies.forEach(it -> visitor.runs("document.cookie = '" + it + "'"));
        website.page("/jar", Website.tag(house, options), "<form>" + fields + "</form>");
    }

    private static String field(String name) {
        return "<input type=hidden name=" + name + ">";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("jars")
    void are_read_when_the_visitor_agrees_and_neither_before_nor_after_a_refusal(
            String names, Map<String, String[]> jar) {
        String fields = jar.values().stream().map(it -> field(it[0])).reduce("", String::concat);
        try (Visitor visitor = new Visitor()) {
            site(visitor, jar.keySet(), "data-consent=call", fields);
            visitor.lands(Website.address("/jar"));
            String before = visitor.jar();
            for (String said : new String[] {"leadloop.scan()", "leadloop.push(false); leadloop.scan()"}) {
                visitor.runs(said);
                assertThat(visitor.jar()).isEqualTo(before).doesNotContain("_ll=");
                assertThat(visitor.asks("new URLSearchParams(new FormData(document.forms[0])).toString()"))
                        .doesNotContainPattern("=[^&]");
            }
            visitor.runs("leadloop.push(true); leadloop.scan()");
            jar.forEach((cookie, read) ->
                    assertThat(visitor.field(read[0])).as(cookie).isEqualTo(read[1]));
            assertThat(visitor.jar()).contains("_ll=");
        }
    }

    @Test
    void that_no_account_takes_are_left_alone_and_an_address_is_not_taken_for_a_cookie() {
        try (Visitor visitor = new Visitor()) {
            site(
                    visitor,
                    Stream.of(
                                    "_uetvid=left-alone",
                                    "_gcl_au=1.1.left-alone",
                                    "_ga_ABC123=GS1.1.left-alone",
                                    "_ga=left-alone",
                                    "outbrain_cid_fetch=left-alone")
                            .toList(),
                    GIVEN,
                    field("scid") + field("ga") + field("gclid"));
            visitor.lands(Website.address("/jar?scid=left-alone&_ga=2.1.left.alone&gclid=" + ID));
            assertThat(visitor.field("gclid")).isEqualTo(ID);
            assertThat(visitor.asks("JSON.stringify(leadloop.get())")).doesNotContain("alone");
            assertThat(visitor.field("scid") + visitor.field("ga")).isEmpty();
        }
    }

    @Test
    void that_know_a_browser_alone_ask_for_no_reference_and_go_along_with_a_click() {
        try (Visitor visitor = new Visitor()) {
            site(
                    visitor,
                    Stream.of("_scid=" + BROWSER, "_ga=GA1.2.1116446470.1790000000")
                            .toList(),
                    GIVEN + "data-endpoint=\"" + house.address("/capture") + "\"",
                    field("ll_ref"));
            visitor.lands(Website.address("/jar"));
            visitor.runs("leadloop.scan(); leadloop.scan()");
            assertThat(visitor.field("ll_ref")).isEmpty();
            assertThat(house.count("select count(*) from leadloop.capture")).isZero();
            visitor.lands(Website.address("/jar?gclid=" + ID));
            visitor.matches("document.forms[0].ll_ref.value", "ll_[0-9a-v]{26}");
            assertThat(house.texts("select kind || ' ' || value from leadloop.capture_click order by kind"))
                    .containsExactly("GA_CLIENT_ID 1116446470.1790000000", "GCLID " + ID, "SC_COOKIE1 " + BROWSER);
        }
    }

    /** Without LeadLoop's answer the one field holds the ids themselves, and CRMs' fields are short. */
    @Test
    void never_push_a_click_out_of_the_one_field() {
        String most = "L".repeat(180);
        try (Visitor visitor = new Visitor()) {
            site(
                    visitor,
                    Stream.of("_scid=" + BROWSER, "__obref=ob-1", "_rdt_uuid=" + BROWSER)
                            .toList(),
                    GIVEN,
                    field("ll_ref"));
            visitor.lands(Website.address("/jar?gclid=" + most));
            assertThat(visitor.field("ll_ref")).isEqualTo("gclid=" + most);
        }
    }
}
