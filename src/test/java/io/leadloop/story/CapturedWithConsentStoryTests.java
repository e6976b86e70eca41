package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing is kept before a visitor agrees: the cookie jar and the database are looked at, in each consent manager's words. */
class CapturedWithConsentStoryTests extends CapturingHouse {

    private static final String FORM = "<form method=post action=/crm><input type=hidden name=gclid>"
            + "<input type=hidden name=ll_ref><button>Send</button></form>";

    /** What a site's own script says in the words of each manager: pending, refused, granted. */
    private static final String MANAGERS = """
            window.say = {
              google: {
                pending: () => { window.dataLayer = [['consent', 'default', {ad_storage: 'denied', ad_user_data: 'denied', wait_for_update: 500}]]; },
                refused: () => dataLayer.push(['consent', 'update', {ad_storage: 'denied', ad_user_data: 'denied'}]),
                granted: () => dataLayer.push(['consent', 'update', {ad_storage: 'granted', ad_user_data: 'granted'}])
              },
              ics: {
                pending: () => { window.google_tag_data = {ics: {usedUpdate: false, now: 2, getConsentState() { return this.now; }}}; },
                refused: () => { google_tag_data.ics.usedUpdate = true; },
                granted: () => { google_tag_data.ics.usedUpdate = true; google_tag_data.ics.now = 1; }
              },
              tcf: {
                pending: () => { window.__tcfapi = (command, version, callback) => { window.tell = callback;
                    callback({gdprApplies: true, eventStatus: 'cmpuishown', purpose: {consents: {}}}, true); }; },
                refused: () => tell({gdprApplies: true, eventStatus: 'useractioncomplete', purpose: {consents: {1: false}}}, true),
                granted: () => tell({gdprApplies: true, eventStatus: 'useractioncomplete', purpose: {consents: {1: true, 7: true}}}, true)
              },
              cookiebot: {
                pending: () => { window.Cookiebot = {consent: {marketing: false}, hasResponse: false}; },
                refused: () => { Cookiebot.hasResponse = true; },
                granted: () => { Cookiebot.hasResponse = true; Cookiebot.consent.marketing = true; }
              },
              onetrust: {
                pending: () => { window.OnetrustActiveGroups = ',C0001,'; window.OneTrust = {closed: false, IsAlertBoxClosed() { return this.closed; }}; },
                refused: () => { OneTrust.closed = true; },
                granted: () => { OneTrust.closed = true; window.OnetrustActiveGroups = ',C0001,C0004,'; }
              },
              usercentrics: {
                pending: () => { window.UC_UI = {asks: true, yes: false, isInitialized: () => true, isConsentRequired() { return this.asks; },
                    getServicesBaseInfo() { return [{name: 'A', categorySlug: 'essential', consent: {status: true}},
                        {name: 'B', categorySlug: 'marketing', consent: {status: this.yes}}]; }}; },
                refused: () => { UC_UI.asks = false; },
                granted: () => { UC_UI.asks = false; UC_UI.yes = true; }
              },
              call: { pending: () => {}, refused: () => leadloop.push(false), granted: () => leadloop.push(true) }
            };
            """;

    private void page(String manager, String options) {
        website.page(
                "/",
                "<script>" + MANAGERS + "say['" + manager + "'].pending();</script>"
                        + Website.tag(house, "data-endpoint=\"" + house.address("/capture") + "\" " + options),
                FORM + "<a id=next href=/next>Next</a>");
        website.page(
                "/next",
                "<script>" + MANAGERS + "say['" + manager + "'].pending();</script>"
                        + Website.tag(house, "data-endpoint=\"" + house.address("/capture") + "\" " + options),
                FORM);
    }

    private long captures() {
        return house.count("select count(*) from leadloop.capture");
    }

    @ParameterizedTest
    @CsvSource({
        "google, google, ''",
        "ics, google, ''",
        "tcf, tcf, ''",
        "cookiebot, cookiebot, ''",
        "onetrust, onetrust, ''",
        "usercentrics, usercentrics, ''",
        "call, call, ''",
        "tcf, tcf, data-consent=tcf"
    })
    void undecided_and_refused_visitors_leave_no_trace_and_granted_ones_are_captured(
            String manager, String told, String options) {
        page(manager, options);
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=" + manager + "-AbC_1&utm_source=News"));
            visitor.runs("leadloop.scan(); leadloop.scan()");
            assertThat(visitor.jar()).as("undecided").isEqualTo("|{}{}");
            assertThat(visitor.field("gclid")).as("undecided").isEmpty();

            visitor.runs("say['" + manager + "'].refused(); leadloop.scan(); leadloop.scan()");
            assertThat(visitor.jar()).as("refused").isEqualTo("|{}{}");
            assertThat(visitor.field("gclid")).as("refused").isEmpty();
            assertThat(captures()).as("undecided and refused").isZero();

            visitor.runs("say['" + manager + "'].granted(); leadloop.scan()");
            visitor.fieldComes("gclid", manager + "-AbC_1");
            String reference = visitor.matches("document.forms[0].ll_ref.value", "ll_[0-9a-v]{26}");
            assertThat(visitor.jar()).contains("_ll=");
            assertThat(house.texts("select reference || ' ' || consent || ' ' || site from leadloop.capture"))
                    .containsExactly(reference + " " + told + " shop");
            assertThat(house.texts("select value from leadloop.capture_click")).containsExactly(manager + "-AbC_1");

            visitor.runs("leadloop.push(false)");
            assertThat(visitor.jar()).as("taken back").isEqualTo("|{}{}");
            assertThat(visitor.field("gclid")).as("taken back").isEmpty();
            assertThat(visitor.field("ll_ref")).as("taken back").isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"google", "ics", "tcf", "cookiebot", "onetrust", "usercentrics"})
    void a_manager_that_has_not_answered_yet_on_a_later_visit_takes_nothing_back(String manager) {
        page(manager, "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=" + manager + "-earlier-1"));
            visitor.runs("say['" + manager + "'].granted(); leadloop.scan()");
            visitor.fieldComes("gclid", manager + "-earlier-1");
            visitor.lands(Website.address("/next"));
            visitor.isAtWork();
            assertThat(visitor.jar()).as("a default").contains("_ll=");
            assertThat(visitor.field("gclid")).as("undecided").isEmpty();
            visitor.runs("say['" + manager + "'].granted(); leadloop.scan()");
            visitor.fieldComes("gclid", manager + "-earlier-1");
        }
    }

    @Test
    void who_decides_on_the_next_page_is_captured_with_the_click_of_the_first() {
        page("google", "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=first-page-1"));
            visitor.clicks("#next");
            visitor.waitsFor("[name=gclid]");
            visitor.isAtWork();
            assertThat(visitor.jar()).isEqualTo("|{}{}");
            visitor.runs("say.google.granted(); leadloop.scan()");
            visitor.fieldComes("gclid", "first-page-1");
        }
    }

    @Test
    void an_answer_that_comes_after_consent_was_taken_back_is_not_kept() {
        page("call", "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=late-answer-1"));
            visitor.runs("window.fetch = () => new Promise(then => { window.answers = then; });"
                    + " leadloop.push(true); leadloop.scan(); leadloop.scan()");
            visitor.comes("String(!!window.answers)", "true");
            visitor.runs(
                    "leadloop.push(false); answers({json: () => Promise.resolve({reference: 'll_' + '0'.repeat(26)})})");
            visitor.runs("leadloop.scan()");
            assertThat(visitor.jar()).isEqualTo("|{}{}");
        }
    }

    @Test
    void a_tcf_banner_where_the_law_does_not_apply_is_consent_without_purposes() {
        page("tcf", "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=no-law-1"));
            visitor.runs("tell({gdprApplies: false}, true); leadloop.scan()");
            visitor.fieldComes("gclid", "no-law-1");
        }
    }

    @Test
    void a_yes_to_the_device_and_a_no_to_the_measuring_of_ads_is_a_refusal() {
        page("tcf", "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=purpose-7"));
            visitor.runs(
                    "tell({gdprApplies: true, eventStatus: 'useractioncomplete', purpose: {consents: {1: true, 7: false}}},"
                            + " true); leadloop.scan(); leadloop.scan()");
            assertThat(visitor.jar()).isEqualTo("|{}{}");
            assertThat(visitor.field("gclid")).isEmpty();
            assertThat(captures()).isZero();
        }
    }

    @Test
    void a_refusal_to_one_manager_counts_before_the_consent_of_another() {
        page("cookiebot", "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/?gclid=two-managers"));
            visitor.runs(
                    "say.cookiebot.granted(); say.tcf.pending(); leadloop.scan(); say.tcf.refused(); leadloop.scan()");
            assertThat(visitor.jar()).isEqualTo("|{}{}");
        }
    }
}
