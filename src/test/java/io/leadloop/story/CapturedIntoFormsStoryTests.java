package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Click ids get from the address of the landing page and the platforms' cookies into forms, as form vendors write their markup. */
class CapturedIntoFormsStoryTests extends CapturingHouse {

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("plain", "", "<input type=hidden name=gclid>", "gclid"),
                // HubSpot, form set to raw HTML: the field's internal name.
                Arguments.of(
                        "HubSpot, raw HTML",
                        "",
                        "<input name=\"gclid\" class=\"hs-input\" type=\"hidden\" value=\"\">",
                        "gclid"),
                // HubSpot, new editor: names carry the object type.
                Arguments.of("HubSpot, new", "", "<input type=hidden name=\"0-1/gclid\">", "0-1/gclid"),
                // Salesforce Web-to-Lead: name and id = the field's id.
                Arguments.of(
                        "Salesforce",
                        "data-fields=\"00N5e00000AbCde=gclid\"",
                        "<input type=hidden name=oid value=00D5e000000AbCd><input id=\"00N5e00000AbCde\" type=hidden"
                                + " maxlength=\"255\" name=\"00N5e00000AbCde\">",
                        "00N5e00000AbCde"),
                // Gravity Forms: input_<field>, id input_<form>_<field>.
                Arguments.of(
                        "Gravity Forms",
                        "data-fields=\"input_7=gclid\"",
                        "<input name=\"input_7\" id=\"input_1_7\" type=\"hidden\" class=\"gform_hidden\" value=\"\">",
                        "input_7"),
                // WPForms: wpforms[fields][<id>].
                Arguments.of(
                        "WPForms",
                        "data-fields=\"wpforms[fields][9]=gclid\"",
                        "<input type=\"hidden\" id=\"wpforms-24-field_9\" name=\"wpforms[fields][9]\" value=\"\">",
                        "wpforms[fields][9]"),
                // Webflow: data by the field's name, the hidden input from an HTML embed.
                Arguments.of(
                        "Webflow",
                        "",
                        "<div class=\"w-embed\"><input type=\"hidden\" name=\"GCLID\" data-name=\"GCLID\"></div>",
                        "GCLID"),
                // Elementor Pro: form_fields[<id>].
                Arguments.of(
                        "Elementor",
                        "",
                        "<input type=\"hidden\" name=\"form_fields[gclid]\" id=\"form-field-gclid\">",
                        "form_fields[gclid]"),
                // Zoho CRM's own slot.
                Arguments.of("Zoho", "", "<input type=\"text\" style=\"display:none\" name=\"zc_gad\">", "zc_gad"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void the_forms_hidden_field_has_the_click_id_when_it_is_sent(
            String vendor, String options, String field, String name) {
        website.page(
                "/form",
                Website.tag(house, GIVEN + options),
                "<form method=post action=/crm>" + field + "<button id=send>Send</button></form>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.clicks("#send");
            visitor.waitsFor("#thanks");
            assertThat(website.posted()).singleElement().asString().contains(name + "=" + ID);
        }
    }

    @Test
    void marketo_gets_hidden_fields_by_its_own_call() {
        website.page(
                "/form",
                "<script>window.sent = {FirstName: ''}; window.MktoForms2 = {allForms: () => [{vals: () => sent,"
                        + " addHiddenFields: it => Object.assign(sent, it)}]}</script>"
                        + Website.tag(house, GIVEN + "data-fields=\"Google_Click_ID__c=gclid\""),
                "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.comes("sent.Google_Click_ID__c", ID);
        }
    }

    @Test
    void hubspots_new_forms_get_it_by_their_own_call() {
        website.page(
                "/form",
                "<script>window.sent = {'0-1/gclid': '', '0-1/email': ''}; window.HubSpotFormsV4 = {getForms: () => [{"
                        + "getFormFieldValues: async () => Object.keys(sent).map(name => ({name, value: sent[name]})),"
                        + " setFieldValue: (name, value) => { sent[name] = value; }}]}</script>"
                        + Website.tag(house, GIVEN),
                "");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.comes("sent['0-1/gclid']", ID);
            assertThat(visitor.asks("sent['0-1/email']")).isEmpty();
        }
    }

    @Test
    void typeforms_embed_and_frames_of_other_vendors_get_it_in_their_address() {
        website.page(
                "/form",
                Website.tag(house, GIVEN),
                "<div data-tf-live=\"01HXYZ\"></div><iframe id=other data-leadloop=search src=\""
                        + Website.otherDomain("/vendor?form=1#top") + "\"></iframe>"
                        + "<iframe id=untouched src=\"" + Website.otherDomain("/map") + "\"></iframe>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.matches("document.querySelector('[data-tf-live]').dataset.tfHidden", ".*\\bgclid=" + ID + "(,.*)?");
            visitor.matches(
                    "document.getElementById('other').src", ".*/vendor\\?form=1&.*\\bgclid=" + ID + "(&.*)?#top");
            assertThat(visitor.asks("document.getElementById('untouched').src")).isEqualTo(Website.otherDomain("/map"));
        }
    }

    /**
     * Typeform/embed, packages/embed/src/initializers: the attribute of each kind of embed, and data-tf-hidden, of which a comma in a
     * value is escaped. What was made before anybody agreed has a frame already, whose hash holds its hidden fields.
     */
    @ParameterizedTest
    @ValueSource(strings = {"slider", "popover", "sidetab", "popup", "widget", "live"})
    void typeforms_embed_that_comes_after_the_page_gets_it_too(String kind) {
        website.page("/form", Website.tag(house, GIVEN), "<div id=app></div>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID + "&utm_campaign=a,b"));
            visitor.runs("document.getElementById('app').innerHTML = '<a data-tf-" + kind
                    + "=01HXYZ data-tf-transitive-search-params>Ask</a><iframe src=\""
                    + Website.otherDomain("/typeform.com/to/01HXYZ?typeform-embed=" + kind) + "\"></iframe>'");
            visitor.matches(
                    "document.querySelector('#app a').dataset.tfHidden",
                    "(?=.*\\bgclid=" + ID + "(,|$))(?=.*\\butm_campaign=a\\\\,b(,|$)).*");
            visitor.matches(
                    "document.querySelector('#app iframe').src",
                    ".*typeform-embed=" + kind + "#.*\\bgclid=" + ID + "(&.*)?");
        }
    }

    /** HubSpot's older embed puts its form into a frame without an address, which pages reach by contentDocument, once it has come. */
    @Test
    void hubspots_older_form_in_its_frame_gets_it_when_it_comes() {
        website.page("/form", Website.tag(house, GIVEN), "<div id=app></div>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.runs("document.getElementById('app').innerHTML = '<iframe class=hs-form-iframe></iframe>';"
                    + " document.querySelector('.hs-form-iframe').contentDocument.body.innerHTML ="
                    + " '<form><input name=gclid class=hs-input type=hidden></form>'");
            visitor.comes("document.querySelector('.hs-form-iframe').contentDocument.forms[0].gclid.value", ID);
        }
    }

    @Test
    void what_a_visitor_typed_stays_and_what_a_cache_brought_into_a_hidden_field_goes() {
        website.page(
                "/form",
                Website.tag(house, GIVEN),
                "<form><input type=hidden name=gclid value=of-somebody-else><input name=utm_source value=typed></form>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID + "&utm_source=News"));
            assertThat(visitor.field("gclid")).isEqualTo(ID);
            assertThat(visitor.field("utm_source")).isEqualTo("typed");
        }
    }

    @Test
    void another_host_of_the_domain_knows_it_by_the_cookie_and_another_domain_by_the_link() {
        String form = "<a id=away href=\"" + Website.otherDomain("/form") + "\">away</a><form><input type=hidden"
                + " name=gclid></form>";
        website.page("/form", Website.tag(house, GIVEN + "data-domains=\"other.localhost\""), form);
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.lands(Website.blog("/form"));
            assertThat(visitor.field("gclid")).isEqualTo(ID);
            visitor.clicks("#away");
            visitor.comes("location.hostname", "www.other.localhost");
            visitor.isAtWork();
            assertThat(visitor.field("gclid")).isEqualTo(ID);
        }
    }

    @Test
    void a_router_that_changed_the_address_a_form_that_comes_later_and_a_second_tag_do_no_harm() {
        website.page("/form", "<script>history.replaceState({}, '', '/inside')</script>", "<div id=app></div>");
        try (Visitor visitor = new Visitor()) {
            visitor.driver().get(Website.address("/form?gclid=" + ID));
            String source = house.address("/capture/leadloop-capture.js");
            visitor.runs("for (const i of [1, 2]) { const s = document.createElement('script'); s.src = '" + source
                    + "'; s.dataset.consent = 'given'; document.head.append(s); }");
            visitor.isAtWork();
            visitor.runs("document.getElementById('app').innerHTML = '<form><input type=hidden name=gclid></form>'");
            visitor.fieldComes("gclid", ID);
        }
    }

    @Test
    void a_page_out_of_the_back_forward_cache_is_filled_again() {
        website.page("/form", Website.tag(house, GIVEN), "<form><input type=hidden name=gclid></form>");
        website.page("/away", "", "away");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.driver().get(Website.address("/away"));
            visitor.driver().navigate().back();
            visitor.runs("document.forms[0].gclid.value = ''");
            visitor.fieldComes("gclid", ID);
        }
    }

    @Test
    void while_our_server_is_down_forms_are_filled_and_the_one_field_holds_the_ids_themselves() {
        String script =
                house.send(house.request("/capture/leadloop-capture.js")).body();
        website.file("/own.js", script);
        website.page(
                "/form",
                "<script>window.errors = []; addEventListener('error', it => errors.push(it.message));"
                        + " addEventListener('unhandledrejection', it => errors.push(String(it.reason)))</script>"
                        + "<script async src=/own.js data-consent=given data-endpoint=\"http://localhost:1/capture\"></script>",
                "<form method=post action=/crm><input type=hidden name=gclid><input type=hidden name=ll_ref><button"
                        + " id=send>Send</button></form>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/form?gclid=" + ID));
            visitor.runs("leadloop.scan(); leadloop.scan()");
            assertThat(visitor.asks("errors.join()")).isEmpty();
            visitor.clicks("#send");
            visitor.waitsFor("#thanks");
            assertThat(website.posted()).singleElement().asString().contains("gclid=" + ID + "&ll_ref=gclid=" + ID);
        }
    }
}
