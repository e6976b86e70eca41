package io.leadloop.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;

/** A browser's session without its eyes: cookies are kept, somebody may sign in to Cockpit or to our pages. */
public final class WebSession {

    private final int port;

    public WebSession(int port) {
        this.port = port;
    }

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    public HttpResponse<String> get(String path) {
        return send(request(path).GET());
    }

    public HttpResponse<String> post(String path) {
        return send(request(path).header("X-XSRF-TOKEN", token()).POST(BodyPublishers.ofString("{}")));
    }

    public HttpResponse<String> postWithoutToken(String path) {
        return send(request(path).POST(BodyPublishers.ofString("{}")));
    }

    public WebSession signsInToCockpit(String user, String password) {
        assertThat(triesCockpit(user, password).statusCode()).isEqualTo(200);
        get("/camunda/app/cockpit/default/");
        return this;
    }

    /** Opens Cockpit and sends the form of its own sign-in, with the token of its page. */
    public HttpResponse<String> triesCockpit(String user, String password) {
        get("/camunda/app/cockpit/default/");
        return send(request("/camunda/api/admin/auth/user/default/login/cockpit")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .header("X-XSRF-TOKEN", token())
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + password)));
    }

    public WebSession signsInToOurPages(String user, String password) {
        postsSignIn(user, password);
        return this;
    }

    /** Sends the form of our sign-in page; the answer leads to the page that was wanted, or back to the form. */
    public HttpResponse<String> postsSignIn(String user, String password) {
        String page = get("/login").body();
        String token = page.replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");
        return send(request("/login")
                .setHeader("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("username=" + user + "&password=" + password + "&_csrf=" + token)));
    }

    public String token() {
        return cookies.getCookieStore().getCookies().stream()
                .filter(it -> it.getName().equals("XSRF-TOKEN"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("none");
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Content-Type", "application/json");
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
