package io.leadloop.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One LeadLoop as a child process. */
final class App implements AutoCloseable {

    private static final Duration READY_LIMIT = Duration.ofSeconds(180);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(60);
    private static final int LAST_LINES = 30;

    private final Process process;
    private final Setup setup;

    private App(Process process, Setup setup) {
        this.process = process;
        this.setup = setup;
    }

    /** Starts it and returns at once; {@link #awaitReady} waits. */
    static App start(Setup setup, boolean dispatch, boolean uploads) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(setup.javaOptions());
        command.addAll(List.of("-jar", setup.jar().toString()));
        setup.properties(dispatch, uploads).forEach((name, value) -> command.add("--" + name + "=" + value));
        command.addAll(setup.appOptions());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(setup.folder().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(setup.log().toFile()));
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(it -> it.startsWith("SPRING_") || it.startsWith("LEADLOOP_"));
        environment.putAll(setup.secrets());
        try {
            return new App(builder.start(), setup);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + command.get(0), e);
        }
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    App awaitReady() {
        Await.until("LeadLoop to be ready", READY_LIMIT, Duration.ofMillis(100), () -> {
            mustRun();
            return answers();
        });
        return this;
    }

    /** Fails with the end of the log when the process has ended by itself. */
    void mustRun() {
        if (!process.isAlive()) {
            throw new IllegalStateException(
                    "LeadLoop ended by itself (exit code " + process.exitValue() + "):\n" + lastLines());
        }
    }

    String lastLines() {
        try {
            List<String> lines = Files.readAllLines(setup.log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    private boolean answers() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(setup.address() + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(5000);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Ends it in good order; kills it, and the PostgreSQL that it started, where that takes too long. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
        orphan().ifPresent(postgres -> {
            postgres.destroy();
            try {
                postgres.onExit().get(10, TimeUnit.SECONDS);
            } catch (Exception stillRunning) {
                postgres.destroyForcibly();
            }
        });
    }

    private Optional<ProcessHandle> orphan() {
        try {
            List<String> lines = Files.readAllLines(setup.postmasterFile());
            return ProcessHandle.of(Long.parseLong(lines.get(0).trim())).filter(ProcessHandle::isAlive);
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }
}
