package io.leadloop.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.leadloop.support.Browser;
import io.leadloop.support.House;
import io.leadloop.support.TestClock;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The customer's own OAuth app, with the drafts of two connections that it is for, and an administrator at the pages. */
final class CustomersApp implements AutoCloseable {

    static final String GOOGLE = "account/google-fr";
    static final String HUBSPOT = "source/hub-fr";

    private static final Pattern LINK = Pattern.compile("rel=\"noreferrer\" href=\"([^\"]+)\"");

    final AuthorizationServer platform = new AuthorizationServer();
    final Browser admin;
    private final House house;
    private final ConnectionStore store;

    CustomersApp(House house, TestClock clock, ConnectionStore store) {
        this.house = house;
        this.store = store;
        clock.set("2026-10-03T10:25:00Z");
        house.sql("delete from leadloop.connection");
        house.sql("delete from leadloop.connection_version");
        house.sql("delete from leadloop.asked_consent");
        house.sql("delete from leadloop.audit_entry");
        admin = Browser.signedIn(house, "admin", House.PASSWORD);
        made(GOOGLE, "google-ads", "\"token-uri\":\"" + platform.address() + "/token\"");
        made(HUBSPOT, "hubspot", "\"portal-id\":\"62515\",\"base-url\":\"" + platform.address() + "\"");
    }

    void made(String path, String type, String more) {
        HttpResponse<String> answer = house.send(house.asAdministrator("/api/connections/" + path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(
                        """
                        {"type":"%s","state":"DRAFT","keys":{"client-id":"%s","client-secret":"%s",%s}}
                        """.formatted(type, AuthorizationServer.CLIENT, AuthorizationServer.CLIENT_SECRET, more))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    URI asked(String path) {
        HttpResponse<String> page = admin.post("/ops/connections/" + path + "/sign-in", List.of());
        Matcher link = LINK.matcher(page.body());
        assertThat(link.find()).as(page.body()).isTrue();
        return URI.create(link.group(1).replace("&amp;", "&"));
    }

    /** The page that the person sees after coming back. */
    String back(Browser browser, String address) {
        return browser.get(address.substring(house.address("").length())).body();
    }

    String connects(String path) {
        return back(admin, platform.agreed(asked(path)));
    }

    Map<String, String> secretsOf(ConnectionKind kind, String name) {
        return store.find(kind, name).orElseThrow().secrets();
    }

    void nothingIsKept() {
        assertThat(secretsOf(ConnectionKind.ACCOUNT, "google-fr")).containsOnlyKeys("client-secret");
        assertThat(store.find(ConnectionKind.ACCOUNT, "google-fr")
                        .orElseThrow()
                        .connection()
                        .version())
                .isEqualTo(1);
    }

    @Override
    public void close() {
        platform.close();
    }
}
