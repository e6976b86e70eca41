package io.leadloop.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A CRM: sends CAPTURED, MQL and SQL of each lead, each twice and all shuffled, to any node, and again until it hears 202. */
final class ChaosSender {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final List<String> bodies = new ArrayList<>();
    private final List<URI> nodes;
    private final byte[] key;
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger repeated = new AtomicInteger();

    ChaosSender(int leads, Random random, String secret, List<URI> nodes) {
        this.nodes = nodes;
        this.key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        Instant captured = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(1));
        String[] stages = {"CAPTURED", "MQL", "SQL"};
        for (int lead = 0; lead < leads; lead++) {
            for (int stage = 0; stage < stages.length; stage++) {
                String body = """
                        {"id":"chaos-%1$d-%2$s","occurredAt":"%3$s","status":"%2$s",\
                        "lead":{"id":"chaos-%1$d","capturedAt":"%4$s"},\
                        "clickIds":[{"kind":"gclid","value":"chaos-gclid-%1$d","clickedAt":"%5$s"}]}""".formatted(
                                lead,
                                stages[stage],
                                captured.plus(Duration.ofHours(stage)),
                                captured,
                                captured.minus(Duration.ofDays(1)));
                bodies.add(body);
                bodies.add(body);
            }
        }
        Collections.shuffle(bodies, random);
    }

    int accepted() {
        return accepted.get();
    }

    /** How often it had to send again. */
    int repeated() {
        return repeated.get();
    }

    int size() {
        return bodies.size();
    }

    /** Returns when all are accepted; spreads them over at least that time. */
    void send(Duration over) {
        AtomicInteger next = new AtomicInteger();
        long begun = System.nanoTime();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Thread thread = new Thread(() -> {
                for (int at = next.getAndIncrement(); at < bodies.size(); at = next.getAndIncrement()) {
                    long due = begun + over.toNanos() / bodies.size() * at;
                    while (System.nanoTime() < due) {
                        Await.pause(Duration.ofMillis(20));
                    }
                    sendUntilAccepted(at);
                }
            });
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while sending", e);
            }
        }
    }

    private void sendUntilAccepted(int at) {
        int tries = 0;
        while (!isAccepted(bodies.get(at), nodes.get((at + tries) % nodes.size()))) {
            tries++;
            repeated.incrementAndGet();
            Await.pause(Duration.ofMillis(500));
        }
        accepted.incrementAndGet();
    }

    private boolean isAccepted(String body, URI node) {
        long now = Instant.now().getEpochSecond();
        String id = "msg_" + Integer.toHexString(body.hashCode()) + "_" + System.nanoTime();
        HttpRequest request = HttpRequest.newBuilder(node)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header("webhook-signature", "v1," + sign(id + "." + now + "." + body))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 202;
        } catch (IOException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This JDK cannot make HMAC-SHA256", e);
        }
    }
}
