package io.leadloop.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/**
 * One request that nobody honest sends, to a door that stands open before any sign-in.
 *
 * @param kind in the table of what was answered
 * @param bytes as they go over the wire, perhaps not all that was announced
 */
record HostileRequest(String kind, byte[] bytes) {

    private static final List<String> PATHS = List.of(
            "/",
            "/login",
            "/logout",
            "/ops/overview",
            "/ops/leads",
            "/ops/import",
            "/ops/pipeline/upload",
            "/api/leads",
            "/api/conversions",
            "/api/leads/import",
            "/api/alerts",
            "/v3/api-docs",
            "/actuator/health",
            "/actuator/prometheus",
            "/actuator/env",
            "/camunda/app/cockpit/default/",
            "/camunda/api/admin/setup/default/user/create",
            "/camunda/api/engine/engine/default/task",
            "/engine-rest/process-instance",
            "/engine-rest/external-task/fetchAndLock",
            "/webhooks/bench",
            "/webhooks/nobody",
            "/webhooks/bench/token",
            "/capture",
            "/capture/leadloop-capture.js",
            "/sandbox/google-ads/received");

    private static final List<String> TYPES = List.of(
            "application/json",
            "text/xml",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "multipart/form-data; boundary=x",
            "text/plain; charset=nonsense",
            "*/*",
            "application/json; charset=utf-16");

    static HostileRequest random(Random random, String host) {
        String path = PATHS.get(random.nextInt(PATHS.size()));
        return switch (random.nextInt(13)) {
            case 0 -> post("random bytes", path, host, random, bytes(random, random.nextInt(4_000)), "");
            case 1 -> post("deep JSON", path, host, random, ascii("[".repeat(20_000)), "");
            case 2 -> post("entities", path, host, random, ascii(entities()), "");
            case 3 ->
                post("form", path, host, random, ascii("username=%zz&password=%00&_csrf=x&a[]=" + "b".repeat(500)), "");
            case 4 -> head("long address", "GET " + path + "?" + "q=%27&".repeat(random.nextInt(2_000)), host, "");
            case 5 -> head("broken escapes", "GET " + path + "/%zz/..%2f..%5c;a=b/%00", host, "");
            case 6 -> head("many heads", "GET " + path, host, "X-A: b\r\n".repeat(random.nextInt(400)));
            case 7 -> head("credentials", "GET " + path, host, "Authorization: Basic " + credentials(random) + "\r\n");
            case 8 -> head("announced, not sent", "POST " + path, host, "Content-Length: 100000000\r\n");
            case 9 -> post("chunks", path, host, random, ascii("ffffffffff\r\nabc"), "Transfer-Encoding: chunked\r\n");
            case 10 -> capture(host, random);
            case 11 ->
                head(
                        "unknown method",
                        "BREW " + path,
                        "evil.example",
                        "Cookie: SESSION=" + credentials(random) + "\r\n");
            default -> new HostileRequest("no HTTP", bytes(random, 1 + random.nextInt(300)));
        };
    }

    /** In the name of a configured website, or of none: a body as the script writes it, spoiled in a few places. */
    private static HostileRequest capture(String host, Random random) {
        byte[] body = ascii("{\"visit\":{\"ids\":{\"gclid\":[\"" + "x".repeat(random.nextInt(3_000))
                + "\",1]},\"email\":\"a@example.com\"},\"consent\":\"tcf\",\"now\":1}");
        for (int spoiled = random.nextInt(5); spoiled > 0; spoiled--) {
            body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        String origin = random.nextBoolean() ? Hostile.WEBSITE : "https://evil.example";
        return post("capture", "/capture", host, random, body, "Origin: " + origin + "\r\n");
    }

    private static HostileRequest head(String kind, String line, String host, String more) {
        return new HostileRequest(
                kind, ascii(line + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + more + "\r\n"));
    }

    private static HostileRequest post(String kind, String path, String host, Random random, byte[] body, String more) {
        String length = more.contains("chunked") ? "" : "Content-Length: " + body.length + "\r\n";
        String head = "POST " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Type: "
                + TYPES.get(random.nextInt(TYPES.size())) + "\r\n" + length + more + "\r\n";
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(ascii(head));
        request.writeBytes(body);
        return new HostileRequest(kind, request.toByteArray());
    }

    private static String entities() {
        return "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;&b;\">"
                + "<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&c;&x;</a>";
    }

    private static String credentials(Random random) {
        return Base64.getEncoder().encodeToString(bytes(random, 40));
    }

    private static byte[] bytes(Random random, int many) {
        byte[] bytes = new byte[many];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
