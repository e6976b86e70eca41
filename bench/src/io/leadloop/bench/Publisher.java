package io.leadloop.bench;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A person on the pipeline page, by its forms. */
final class Publisher {

    private static final Pattern FIELD = Pattern.compile(
            "<input([^>]*)>|<select([^>]*)>(.*?)</select>|<textarea([^>]*)>(.*?)</textarea>", Pattern.DOTALL);
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile("value=\"([^\"]*)\"");
    private static final Pattern OPTION = Pattern.compile("<option([^>]*)>([^<]*)</option>");
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final String address;
    private final String password;
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    Publisher(String address, String password) {
        this.address = address;
        this.password = password;
    }

    void signIn() throws IOException, InterruptedException {
        post(
                "/login",
                new ArrayList<>(List.of(Map.entry("username", "admin"), Map.entry("password", password))),
                get("/login"));
    }

    /** What the page asks for every two seconds while leads are moved. */
    void progress() throws IOException, InterruptedException {
        get("/ops/pipeline/progress/migration");
    }

    void look(String path) throws IOException, InterruptedException {
        get(path);
    }

    void publishWithStage(String name, int order) throws IOException, InterruptedException {
        post("/ops/pipeline/begin", new ArrayList<>(), get("/ops/pipeline?view=tables"));
        String page = get("/ops/pipeline?view=tables");
        List<Map.Entry<String, String>> fields =
                fields(page.substring(page.indexOf("id=\"tables\""), page.indexOf("class=\"savebar\"")));
        put(fields, "stage.name", name);
        put(fields, "stage.order", Integer.toString(order));
        post("/ops/pipeline/save", fields, page);
        page = get("/ops/pipeline?view=tables");
        int publish = page.indexOf("action=\"/ops/pipeline/publish\"");
        List<Map.Entry<String, String>> form = fields(page.substring(publish, page.indexOf("</form>", publish)));
        put(form, "comment", "bench");
        String answer = post("/ops/pipeline/publish", form, page);
        if (!answer.contains("is live")) {
            throw new IllegalStateException("It was not published");
        }
    }

    /** The last field of that name: the empty row for something new. */
    private static void put(List<Map.Entry<String, String>> fields, String name, String value) {
        for (int i = fields.size() - 1; i >= 0; i--) {
            if (fields.get(i).getKey().equals(name)) {
                fields.set(i, Map.entry(name, value));
                return;
            }
        }
        throw new IllegalStateException("The page has no field " + name);
    }

    private static List<Map.Entry<String, String>> fields(String html) {
        List<Map.Entry<String, String>> fields = new ArrayList<>();
        Matcher field = FIELD.matcher(html);
        while (field.find()) {
            String head =
                    field.group(1) != null ? field.group(1) : field.group(2) != null ? field.group(2) : field.group(4);
            Matcher name = NAME.matcher(head);
            if (!name.find() || head.contains("type=\"checkbox\"")) {
                continue;
            }
            String value = field.group(1) != null
                    ? group(VALUE.matcher(head))
                    : field.group(2) != null
                            ? chosen(field.group(3))
                            : field.group(5).strip();
            fields.add(Map.entry(name.group(1), unescaped(value)));
        }
        return fields;
    }

    private static String chosen(String options) {
        Matcher option = OPTION.matcher(options);
        String first = null;
        while (option.find()) {
            Matcher value = VALUE.matcher(option.group(1));
            String it = value.find() ? value.group(1) : option.group(2);
            if (option.group(1).contains("selected")) {
                return it;
            }
            first = first == null ? it : first;
        }
        return first == null ? "" : first;
    }

    private static String group(Matcher found) {
        return found.find() ? found.group(1) : "";
    }

    private static String unescaped(String html) {
        return html.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address + path)));
    }

    private String post(String path, List<Map.Entry<String, String>> fields, String page)
            throws IOException, InterruptedException {
        fields.removeIf(it -> it.getKey().equals("_csrf"));
        fields.add(Map.entry("_csrf", group(CSRF.matcher(page))));
        String body = fields.stream()
                .map(it -> encoded(it.getKey()) + "=" + encoded(it.getValue()))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
