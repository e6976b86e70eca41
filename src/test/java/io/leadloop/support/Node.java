package io.leadloop.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * One node of LeadLoop as it runs in production: a JVM of its own, with the class path of the tests. It ends by
 * {@link #close()}, and with the test's JVM however that ends ({@link ParentWatch}, {@link Watchdog}).
 */
public final class Node implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient http = HttpClient.newHttpClient();

    private Node(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Begins to start; {@link #isUp()} says when it is there. What it says goes to a file in the run's folder. */
    public static Node start(String name, Map<String, String> properties) {
        return start(name, properties, Duration.ZERO);
    }

    /** @param ahead how far the node's clock is ahead of this machine's */
    public static Node start(String name, Map<String, String> properties, Duration ahead) {
        try {
            Path folder = Files.createDirectories(TestRun.folder("node-" + name));
            int port = Ports.free();
            Path classPath =
                    Files.writeString(folder.resolve("class-path"), quoted(System.getProperty("java.class.path")));
            Path log = folder.resolve("node.log");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-D" + ParentWatch.PARENT + "=" + ProcessHandle.current().pid(),
                    "-D" + ParentWatch.AHEAD + "=" + ahead.toSeconds(),
                    "-cp",
                    "@" + classPath,
                    ParentWatch.class.getName(),
                    "--spring.application.name=" + name,
                    "--server.port=" + port));
            properties.forEach((key, value) -> command.add("--" + key + "=" + value));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            return new Node(process, port, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String address(String path) {
        return "http://localhost:" + port + path;
    }

    /** What it has said so far, line by line. */
    public List<String> said() {
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it answers that it is well; a node that ends instead fails the test with what it said. */
    public void isUp() {
        Awaitility.await("node on port " + port + ", see " + log)
                .atMost(START_LIMIT)
                .failFast(this::runs)
                .until(this::isHealthy);
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            HttpRequest question = HttpRequest.newBuilder(URI.create(address("/actuator/health")))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return http.send(question, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    private void runs() throws IOException {
        if (!process.isAlive()) {
            List<String> said = Files.readAllLines(log);
            throw new AssertionError("The node ended with " + process.exitValue() + ":\n"
                    + String.join("\n", said.subList(Math.max(0, said.size() - 40), said.size())));
        }
    }

    /** Ends it as {@code kill -9} does: nothing of it runs any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to end, and ends it when it does not. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static String quoted(String argument) {
        return '"' + argument.replace("\\", "\\\\") + '"';
    }
}
