package io.leadloop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Node-RED with one flow that does the job of LeadLoop's main road: takes a webhook, looks its stage up, hashes the mail, tells
 * the platform and answers when the platform has answered. It keeps nothing: no signature, no repetition, no retry, no trace.
 */
final class NodeRed implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);

    private final Process process;
    private final int port;

    private NodeRed(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** @param installed the folder in which npm has installed Node-RED, with its flow and settings */
    static NodeRed start(Path installed, int port, int platformPort) {
        try {
            Path template = installed.resolve("flow-template.json");
            Files.writeString(
                    installed.resolve("data").resolve("flows.json"),
                    Files.readString(template).replace("${PLATFORM_PORT}", Integer.toString(platformPort)));
            ProcessBuilder builder = new ProcessBuilder(
                            "node", "node_modules/node-red/red.js", "--userDir", "data", "--settings", "settings.js")
                    .directory(installed.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(installed.resolve("node-red.log").toFile());
            builder.environment().put("NODE_RED_PORT", Integer.toString(port));
            NodeRed started = new NodeRed(builder.start(), port);
            Await.until("Node-RED to be ready", READY_LIMIT, Duration.ofMillis(100), started::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start Node-RED: " + e.getMessage(), e);
        }
    }

    URI webhooks() {
        return URI.create("http://localhost:" + port + "/lead");
    }

    double cpuMillis() {
        return process.toHandle()
                .info()
                .totalCpuDuration()
                .map(it -> it.toNanos() / 1e6)
                .orElse(Double.NaN);
    }

    /** The same business event as {@link LeadEvents#qualified}, in the flow's own fields. */
    static List<byte[]> qualified(String host, String run, int leads) {
        List<byte[]> requests = new ArrayList<>(leads);
        for (int i = 0; i < leads; i++) {
            String json = """
                    {"event":"deal.stage","leadId":"%1$s-%2$d","stage":"SQL","email":"Lead%2$d@Example.com",\
                    "gclid":"G-%1$s-%2$d","orderId":"%1$s-%2$d:SQL","value":100,"currency":"USD",\
                    "occurredAt":"2026-11-20T10:00:00Z"}""".formatted(run, i);
            requests.add("""
                    POST /lead HTTP/1.1\r
                    Host: %s\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    \r
                    %s""".formatted(host, json.length(), json).getBytes(StandardCharsets.US_ASCII));
        }
        return requests;
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Node-RED ended by itself; see node-red.log in target/bench/node-red");
        }
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) webhooks().toURL().openConnection();
            connection.getResponseCode();
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, java.util.concurrent.TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
