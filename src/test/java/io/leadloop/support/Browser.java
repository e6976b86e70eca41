package io.leadloop.support;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person's browser without scripts: it keeps cookies, follows redirects and sends forms with their CSRF token. */
public final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final House house;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private String token = "";

    private Browser(House house) {
        this.house = house;
    }

    public static Browser signedIn(House house, String user, String password) {
        Browser browser = new Browser(house);
        browser.get("/login");
        browser.post("/login", List.of(Map.entry("username", user), Map.entry("password", password)));
        browser.get("/");
        return browser;
    }

    public HttpResponse<String> get(String path) {
        return send(house.request(path));
    }

    /** As a browser asks for a page that a person opens. */
    public HttpResponse<String> opens(String path) {
        return send(house.request(path).header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8"));
    }

    public HttpResponse<String> post(String path, List<Map.Entry<String, String>> fields) {
        List<Map.Entry<String, String>> all = new ArrayList<>(fields);
        all.add(Map.entry("_csrf", token));
        String body = all.stream()
                .map(it -> URLEncoder.encode(it.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(house.request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A form with a file, and the draft that it goes into. */
    public HttpResponse<String> upload(String path, String draft, int revision, String name, String file) {
        String part = "--story\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n";
        String body = part.formatted("_csrf", token)
                + part.formatted("draft", draft)
                + part.formatted("revision", revision)
                + "--story\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name
                + "\"\r\nContent-Type: application/xml\r\n\r\n" + file + "\r\n--story--\r\n";
        return send(house.request(path)
                .header("Content-Type", "multipart/form-data; boundary=story")
                .POST(BodyPublishers.ofString(body)));
    }

    /** A file as the request's own body, as the page's script sends it. */
    public HttpResponse<String> sendFile(String path, byte[] file) {
        return send(house.request(path)
                .header("Content-Type", "text/csv")
                .header("X-CSRF-TOKEN", token)
                .POST(BodyPublishers.ofByteArray(file)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            Matcher found = TOKEN.matcher(answer.body());
            if (found.find()) {
                token = found.group(1);
            }
            return answer;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
