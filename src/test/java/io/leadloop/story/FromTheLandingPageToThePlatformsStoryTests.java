package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The whole way in a real Chromium: a landing page with every click id, consent refused and then given, a form as its vendor writes
 * it, the CRM that the form posts to, its webhook, the lead, and what Google and Meta hear of it, byte for byte.
 */
class FromTheLandingPageToThePlatformsStoryTests extends CapturingHouse {

    private static final String OTHERS =
            "&gbraid=0AAAA-walk&wbraid=Cl-walk&msclkid=0123456789abcdef0123456789abcdef&ttclid=E.C.P.walk"
                    + "&li_fat_id=01234567-89ab-4cde-8f01-23456789abcd&rdt_cid=walk-rdt&epik=dj0yJnU9walk&ScCid=walk-sc&twclid=2walk"
                    + "&oppref=walk-opp";

    /**
     * @param options of the tag
     * @param markup the hidden fields
     * @param google the name under which the form posts the gclid
     * @param meta the name under which it posts the fbclid
     */
    record Form(String options, String markup, String google, String meta) {

        static Form of(String options, String google, String meta) {
            return new Form(
                    options,
                    "<input type=hidden name=\"" + google + "\" value=\"\"><input type=hidden name=\"" + meta
                            + "\" value=\"\">",
                    google,
                    meta);
        }
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("plain", Form.of("", "gclid", "fbclid")),
                Arguments.of("HubSpot", Form.of("", "0-1/gclid", "0-1/fbclid")),
                Arguments.of("Salesforce", Form.of("data-fields=\"00N1=gclid 00N2=fbclid\"", "00N1", "00N2")),
                Arguments.of(
                        "Gravity Forms", Form.of("data-fields=\"input_7=gclid input_8=fbclid\"", "input_7", "input_8")),
                Arguments.of(
                        "WPForms",
                        Form.of(
                                "data-fields=\"wpforms[fields][9]=gclid wpforms[fields][10]=fbclid\"",
                                "wpforms[fields][9]",
                                "wpforms[fields][10]")),
                Arguments.of("Webflow", Form.of("", "GCLID", "FBCLID")),
                Arguments.of(
                        "Marketo",
                        // Its own script adds what the page told it to what it sends.
                        new Form(
                                "data-fields=\"Google__c=gclid Meta__c=fbclid\"",
                                "<script>window.sent = {Google__c: '', Meta__c: ''}; window.MktoForms2 = {allForms: () => [{vals: () => sent,"
                                        + " addHiddenFields: it => Object.assign(sent, it)}]};"
                                        + " addEventListener('submit', it => { for (const name in sent) { const field ="
                                        + " document.createElement('input'); field.name = name; field.value = sent[name];"
                                        + " it.target.append(field); } })</script>",
                                "Google__c",
                                "Meta__c")),
                Arguments.of(
                        "Typeform",
                        // Its embed reads the attribute when it opens, and its answers carry the hidden fields by their
                        // names.
                        new Form(
                                "",
                                "<div data-tf-live=01HXYZ></div><script>addEventListener('submit', it => {"
                                        + " document.querySelector('[data-tf-live]').dataset.tfHidden.split(',').forEach(pair => {"
                                        + " const field = document.createElement('input'); field.name = pair.split('=')[0];"
                                        + " field.value = pair.slice(field.name.length + 1); it.target.append(field); }) })</script>",
                                "gclid",
                                "fbclid")));
    }

    private void site(String options, String markup) {
        website.page(
                "/walk",
                Website.tag(house, "data-consent=call " + options),
                "<form method=post action=/crm>" + markup + "<button id=send>Send</button></form>");
    }

    private static Map<String, String> posted() {
        assertThat(website.posted()).hasSize(1);
        Map<String, String> fields = new HashMap<>();
        for (String field : website.posted().get(0).split("&")) {
            int sign = field.indexOf('=');
            fields.put(field.substring(0, sign), field.substring(sign + 1));
        }
        return fields;
    }

    /** The CRM keeps what its form posted and tells the lead when it qualifies, a day later: platforms know a click after some hours. */
    private void theCrmTells(String lead, List<String> clicks) {
        clock.set("2026-10-04T12:00:00Z");
        house.genericSends(House.event(lead, "MQL", "2026-10-04T11:30:00Z", "", clicks.toArray(String[]::new)));
        house.settles();
    }

    private void isWhatTheyHear(String google, String meta) {
        assertThat(house.told("google-ads", google).at("/adIdentifiers/gclid").asText())
                .isEqualTo(google);
        assertThat(house.told("meta", meta).toString()).contains("." + meta + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void refused_nothing_is_kept_and_granted_google_and_meta_hear_exactly_those_clicks(String vendor, Form form) {
        String at = "walk-" + vendor.replace(' ', '-');
        String google = at + "-G_x-1";
        String meta = at + "-F_x-1";
        site(form.options(), form.markup());
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/walk?gclid=" + google + "&fbclid=" + meta + OTHERS));
            visitor.runs("leadloop.push(false); leadloop.scan()");
            assertThat(visitor.jar()).isEqualTo("|{}{}");
            assertThat(house.count("select count(*) from leadloop.capture")).isZero();
            visitor.runs("leadloop.push(true); leadloop.scan()");
            visitor.comes("leadloop.get().gclid", google);
            visitor.clicks("#send");
            visitor.waitsFor("#thanks");
        }
        theCrmTells(at, List.of("gclid=" + posted().get(form.google()), "fbclid=" + posted().get(form.meta())));
        isWhatTheyHear(google, meta);
    }

    /** One field carries them all; who refuses gets no reference, and nothing is asked for. */
    @Test
    void the_same_by_the_one_field_reference() {
        String google = "walk-one-G_x-1";
        String meta = "walk-one-F_x-1";
        site("data-endpoint=\"" + house.address("/capture") + "\"", "<input type=hidden name=ll_ref>");
        try (Visitor visitor = new Visitor()) {
            visitor.lands(Website.address("/walk?gclid=" + google + "&fbclid=" + meta + OTHERS));
            visitor.runs("leadloop.push(false); leadloop.scan()");
            assertThat(visitor.jar()).isEqualTo("|{}{}");
            assertThat(house.count("select count(*) from leadloop.capture")).isZero();
            visitor.runs("leadloop.push(true); leadloop.scan()");
            visitor.matches("document.forms[0].ll_ref.value", "ll_[0-9a-v]{26}");
            visitor.clicks("#send");
            visitor.waitsFor("#thanks");
        }
        assertThat(posted()).containsOnlyKeys("ll_ref");
        theCrmTells("walk-one", new ArrayList<>(List.of("ll_ref=" + posted().get("ll_ref"))));
        isWhatTheyHear(google, meta);
    }

    /** An ad blocker that keeps the script away costs the click, and neither the page nor the form. */
    @Test
    void where_the_script_is_kept_away_the_form_is_sent_all_the_same() {
        website.page(
                "/walk",
                "<script>window.errors = []; addEventListener('error', it => errors.push(it.message))</script>"
                        + "<script async src=\"http://localhost:1/capture/leadloop-capture.js\"></script>",
                "<form method=post action=/crm><input type=hidden name=gclid><button id=send>Send</button></form>");
        try (Visitor visitor = new Visitor()) {
            visitor.driver().get(Website.address("/walk?gclid=" + ID));
            assertThat(visitor.asks("errors.join()")).isEmpty();
            visitor.clicks("#send");
            visitor.waitsFor("#thanks");
        }
        assertThat(posted()).containsEntry("gclid", "");
    }
}
