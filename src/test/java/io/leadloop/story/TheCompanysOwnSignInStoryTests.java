package io.leadloop.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.House;
import io.leadloop.support.IdentityProvider;
import io.leadloop.support.StoryTest;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** People who sign in by their company's identity provider, and what their groups there allow here. */
@StoryTest
class TheCompanysOwnSignInStoryTests {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");
    private static final IdentityProvider PROVIDER = IdentityProvider.start();

    @Value("${server.port}")
    int port;

    @Autowired
    IdentityService identity;

    @DynamicPropertySource
    static void provider(DynamicPropertyRegistry registry) {
        registry.add("leadloop.sign-in.oidc.issuer", PROVIDER::issuer);
        registry.add("leadloop.sign-in.oidc.client-id", () -> IdentityProvider.CLIENT);
        registry.add("leadloop.sign-in.oidc.client-secret", () -> IdentityProvider.SECRET);
        registry.add("leadloop.sign-in.oidc.label", () -> "Example Corp");
        registry.add("leadloop.sign-in.oidc.groups.sales-ops", () -> "marketing-operations,growth");
        registry.add("leadloop.sign-in.oidc.groups.viewers", () -> "everybody");
    }

    @BeforeEach
    void leadloop() {
        PROVIDER.sendsBackTo(here("/login/oauth2/code/oidc"));
    }

    @AfterAll
    static void away() {
        PROVIDER.close();
    }

    private String here(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    @Test
    void the_sign_in_page_offers_it() throws Exception {
        assertThat(get(browser(), here("/login")).body())
                .contains("Sign in with Example Corp", "/oauth2/authorization/oidc");
    }

    @Test
    void sales_ops_come_in_by_their_group_and_are_signed_in_to_cockpit_too() throws Exception {
        PROVIDER.knows("sam@example.com", "growth", "everybody", "football");
        HttpClient browser = browser();
        HttpResponse<String> arrived = signIn(browser, "sam@example.com");
        assertThat(arrived.statusCode()).as(arrived.uri().toString()).isEqualTo(200);
        assertThat(arrived.body()).contains("Overview - LeadLoop");
        assertThat(get(browser, here("/ops/pipeline")).body()).contains("Edit in a draft");
        assertThat(get(browser, here("/camunda/api/admin/auth/user/default")).body())
                .contains("sam@example.com", "cockpit");
        assertThat(identity.createGroupQuery().groupMember("sam@example.com").list())
                .extracting(it -> it.getId())
                .containsExactlyInAnyOrder("sales-ops", "viewers");
    }

    @Test
    void who_left_a_group_there_has_lost_its_role_here_at_the_next_sign_in() throws Exception {
        PROVIDER.knows("leaver", "growth", "everybody");
        signIn(browser(), "leaver");
        PROVIDER.knows("leaver", "everybody");
        HttpClient browser = browser();
        signIn(browser, "leaver");
        assertThat(get(browser, here("/ops/pipeline")).body())
                .contains("You may look")
                .doesNotContain("Edit in a draft");
        PROVIDER.knows("leaver");
        assertThat(signIn(browser(), "leaver").body()).contains("None of your groups");
        assertThat(identity.createGroupQuery().groupMember("leaver").count()).isZero();
    }

    @Test
    void nobody_takes_over_a_user_of_leadloop_by_having_the_same_name_there() throws Exception {
        PROVIDER.knows("admin", "everybody");
        assertThat(signIn(browser(), "admin").body()).contains("There is another user admin here already");
        assertThat(identity.checkPassword("admin", House.PASSWORD)).isTrue();
    }

    @Test
    void a_name_that_cannot_be_one_here_is_refused_in_words() throws Exception {
        PROVIDER.knows("sam o'neill", "everybody");
        assertThat(signIn(browser(), "sam o'neill").body()).contains("cannot be one here", "user-name-claim");
    }

    private static HttpClient browser() {
        return HttpClient.newBuilder()
                .cookieHandler(new CookieManager())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
    }

    /** Presses the button, signs in at the provider, and comes back. */
    private HttpResponse<String> signIn(HttpClient browser, String name) throws IOException, InterruptedException {
        HttpResponse<String> form = get(browser, here("/oauth2/authorization/oidc"));
        assertThat(form.uri().toString()).startsWith(PROVIDER.issuer());
        Matcher token = TOKEN.matcher(form.body());
        assertThat(token.find()).isTrue();
        String body = "username=" + encoded(name) + "&password=" + encoded(IdentityProvider.PASSWORD) + "&_csrf="
                + encoded(token.group(1));
        return browser.send(
                HttpRequest.newBuilder(URI.create(PROVIDER.issuer() + "/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static HttpResponse<String> get(HttpClient browser, String address)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", address.contains("/api/") ? "application/json" : "text/html")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
