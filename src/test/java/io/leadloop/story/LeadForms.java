package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.crm.googleleads.AGoogleForm;
import io.leadloop.crm.linkedinleads.ALinkedInForm;
import io.leadloop.crm.metaleads.AMetaForm;
import io.leadloop.crm.tiktokleads.ATikTokForm;
import io.leadloop.inbox.CrmSweeps;
import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.Resources;
import io.leadloop.support.StoryTest;
import io.leadloop.support.TestClock;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** One house with a source of each type of lead form, which their stories share; fakes of the platforms answer for them. */
@StoryTest
abstract class LeadForms {

    static final AMetaForm META = new AMetaForm();
    static final ALinkedInForm LINKEDIN = new ALinkedInForm();
    static final String LEADGEN = Resources.text("crm/metaleads/leadgen.json");
    static final String META_LEAD = Resources.text("crm/metaleads/lead.json");

    @Autowired
    House house;

    @Autowired
    TestClock clock;

    @Autowired
    CrmSweeps sweeps;

    @DynamicPropertySource
    static void forms(DynamicPropertyRegistry registry) {
        String sources = "leadloop.crm.sources.";
        Map.of(
                        "meta-form.type",
                        "meta-leads",
                        "meta-form.secrets",
                        AMetaForm.SECRET,
                        "meta-form.verify-token",
                        "story-verify-token",
                        "meta-form.page-id",
                        AMetaForm.PAGE,
                        "meta-form.access-token",
                        AMetaForm.TOKEN,
                        "meta-form.base-url",
                        META.address(),
                        "meta-form.consent-fields",
                        "ads_ok",
                        "meta-form.same-id-in",
                        "generic",
                        "meta-form.consent-when-absent",
                        "unknown")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
        Map.of(
                        "linkedin-form.type",
                        "linkedin-leads",
                        "linkedin-form.secrets",
                        ALinkedInForm.SECRET,
                        "linkedin-form.owner",
                        ALinkedInForm.OWNER,
                        "linkedin-form.access-token",
                        "linkedin-token",
                        "linkedin-form.base-url",
                        LINKEDIN.address(),
                        "linkedin-form.consent-when-absent",
                        "granted")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
        Map.of(
                        "google-form.type", "google-leads",
                        "google-form.secrets", AGoogleForm.KEY,
                        "google-form.consent-when-absent", "granted",
                        "google-form.same-contact-in", "generic",
                        "tiktok-form.type", "tiktok-leads",
                        "tiktok-form.secrets", ATikTokForm.SECRET,
                        "tiktok-form.consent-when-absent", "granted")
                .forEach((key, value) -> registry.add(sources + key, () -> value));
    }

    @BeforeEach
    void october() {
        clock.set("2026-10-03T10:25:00Z");
    }

    HttpResponse<String> post(String source, String body, Map<String, String> headers) {
        HttpRequest.Builder request = house.request("/webhooks/" + source).header("Content-Type", "application/json");
        headers.forEach(request::header);
        return house.send(request.POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    void metaTells(String id) {
        String body = LEADGEN.replace("8123456789012345", id);
        assertThat(post("meta-form", body, AMetaForm.signed(body)).statusCode()).isEqualTo(200);
        house.settles();
    }

    static void metaHas(String id) {
        META.has(META_LEAD.replace("8123456789012345", id));
    }

    String page(String path) {
        return Browser.signedIn(house, "admin", House.PASSWORD).get(path).body();
    }

    long stored() {
        return house.count("select count(*) from leadloop.inbox_message where source like '%-form'");
    }
}
