package io.leadloop.story;

import com.sun.net.httpserver.HttpServer;
import io.leadloop.conversion.Conversion;
import io.leadloop.pipeline.LintContext;
import io.leadloop.pipeline.Pipeline;
import io.leadloop.pipeline.PipelineDrafts;
import io.leadloop.pipeline.PipelineVersion;
import io.leadloop.pipeline.ReportLine;
import io.leadloop.process.PipelineRelease;
import io.leadloop.support.House;
import io.leadloop.support.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A second dataset at Meta, called brand-uk, that the plan tells of qualified leads and that nobody has connected yet. */
final class BrandUk implements AutoCloseable {

    static final String SECRET = "very-secret-token-of-the-uk";

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final HttpServer server = meta();
    private final House house;
    private final TestClock clock;
    private final PipelineDrafts drafts;
    private final PipelineRelease release;

    BrandUk(House house, TestClock clock, PipelineDrafts drafts, PipelineRelease release) {
        this.house = house;
        this.clock = clock;
        this.drafts = drafts;
        this.release = release;
    }

    private void publish() {
        PipelineVersion draft = drafts.begin("rita");
        Pipeline before = draft.pipeline();
        List<ReportLine> lines = new ArrayList<>(before.reports());
        before.reports().stream()
                .filter(it -> it.destination().equals("meta") && it.stage().equals("SQL"))
                .forEach(it -> lines.add(new ReportLine(
                        it.id() + "_made",
                        it.note(),
                        it.stage(),
                        it.leads(),
                        "brand-uk",
                        it.action(),
                        it.role(),
                        it.value(),
                        it.amount(),
                        it.currency(),
                        it.share(),
                        it.match())));
        PipelineVersion saved = drafts.save(
                draft.id(),
                draft.revision(),
                new Pipeline(before.stages(), before.statuses(), lines),
                Map.of(),
                "rita");
        release.publish(saved.id(), saved.revision(), "Another dataset", LintContext.UNKNOWN, "rita", () -> {});
        clock.set("2026-10-03T10:26:00Z");
    }

    List<String> received() {
        return received;
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Nobody has connected it. */
    void isNew() {
        clock.set("2026-10-03T10:25:00Z");
        received.clear();
        if (house.tablesThatHold("Another dataset").isEmpty()) {
            publish();
        }
        house.sql("delete from leadloop.connection");
        house.sql("delete from leadloop.connection_version");
        house.sql("delete from leadloop.audit_entry");
    }

    HttpResponse<String> put(String path, String document) {
        return house.send(house.asAdministrator("/api/connections/" + path)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(document)));
    }

    HttpResponse<String> put(String document) {
        return put("account/brand-uk", document);
    }

    String document(String state, String token, String more) {
        return """
                {"type":"meta","label":"Brand UK","state":"%s","keys":{"dataset-id":"700700","access-token":"%s",
                 "base-url":"%s"%s}}
                """.formatted(state, token, address(), more);
    }

    /** Its conversions of a lead that has just become qualified. */
    List<Conversion> toldOf(String lead) {
        house.genericSends(House.event(lead, "SQL", "2026-10-02T09:00:00Z", "", "fbclid=" + lead + "-f"));
        house.settles();
        return house.conversionsOf(house.lead("generic", lead).orElseThrow().id()).stream()
                .filter(it -> it.destination().equals("brand-uk"))
                .toList();
    }

    /** Meta's answer by its page "Using the API" of the Conversions API: events_received, messages, fbtrace_id. */
    private HttpServer meta() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                received.add(exchange.getRequestURI() + " "
                        + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer =
                        "{\"events_received\":1,\"messages\":[],\"fbtrace_id\":\"A\"}".getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
