package io.leadloop.story;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.leadloop.support.House;
import io.leadloop.support.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody's website, {@code http://www.shop.localhost}, and their CRM, which takes whatever a form posts to {@code /crm}. Its port
 * is chosen when the class is loaded, so that the house's configuration can name its origin.
 */
final class Website implements AutoCloseable {

    /** For the house: both hosts are pages of the site "shop". */
    static final String SITES =
            "leadloop.capture.sites.shop=http://www.shop.localhost:${story.site},http://blog.shop.localhost:${story.site}";

    private static final int PORT = Ports.free();

    static {
        System.setProperty("story.site", Integer.toString(PORT));
    }

    private final HttpServer server;
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final List<String> posted = new CopyOnWriteArrayList<>();

    private Website(HttpServer server) {
        this.server = server;
    }

    static Website open() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 0);
            Website website = new Website(server);
            server.createContext("/", website::answer);
            server.start();
            return website;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads the port, so that it is chosen before the house starts. */
    static String address(String path) {
        return "http://www.shop.localhost:" + PORT + path;
    }

    static String blog(String path) {
        return "http://blog.shop.localhost:" + PORT + path;
    }

    static String otherDomain(String path) {
        return "http://www.other.localhost:" + PORT + path;
    }

    /** The tag as a page has it. */
    static String tag(House house, String options) {
        return "<script async src=\"" + house.address("/capture/leadloop-capture.js") + "\" " + options + "></script>";
    }

    void page(String path, String head, String body) {
        pages.put(
                path,
                "<!DOCTYPE html><html><head><meta charset=utf-8>" + head + "</head><body>" + body + "</body></html>");
    }

    void file(String path, String text) {
        pages.put(path, text);
    }

    /** The bodies of what was posted to the CRM, decoded. */
    List<String> posted() {
        return posted;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (path.equals("/crm")) {
            posted.add(URLDecoder.decode(new String(body, StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
        byte[] page = pages.getOrDefault(path, "<!DOCTYPE html><title>Thanks</title><p id=thanks>Thanks</p>")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", path.endsWith(".js") ? "text/javascript" : "text/html;charset=utf-8");
        exchange.sendResponseHeaders(200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
