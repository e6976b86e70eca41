package io.leadloop.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans as a collector does: OTLP/HTTP with binary Protobuf (https://opentelemetry.io/docs/specs/otlp/#otlphttp). */
public final class TraceCollector {

    private final List<ExportTraceServiceRequest> requests = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    public TraceCollector() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    public String endpoint() {
        return "http://localhost:" + server.getAddress().getPort() + "/v1/traces";
    }

    public List<Span> spans() {
        return requests.stream()
                .flatMap(it -> it.getResourceSpansList().stream())
                .flatMap(it -> it.getScopeSpansList().stream())
                .flatMap(it -> it.getSpansList().stream())
                .toList();
    }

    /** All that it was ever told, in words; without the ids, whose bytes may look like any text. */
    public String everything() {
        StringBuilder told = new StringBuilder();
        requests.forEach(request -> {
            ExportTraceServiceRequest.Builder words = request.toBuilder();
            words.getResourceSpansBuilderList().stream()
                    .flatMap(it -> it.getScopeSpansBuilderList().stream())
                    .flatMap(it -> it.getSpansBuilderList().stream())
                    .forEach(it -> it.clearTraceId().clearSpanId().clearParentSpanId());
            told.append(words);
        });
        return told.toString();
    }
}
