package io.leadloop;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The production image, as far as it can be tried without a container engine; bench/start tries its layout. */
@EnabledOnOs(OS.LINUX)
class ImageTests {

    @ParameterizedTest
    @CsvSource({"200, 0", "503, 1", "404, 1"})
    void is_healthy_when_readiness_answers_200(int status, int exit) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/actuator/health/readiness", it -> {
            it.sendResponseHeaders(status, -1);
            it.close();
        });
        server.start();
        try {
            assertThat(healthy(server.getAddress().getPort())).isEqualTo(exit);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void is_not_healthy_where_nobody_listens() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertThat(healthy(port)).isNotZero();
    }

    @Test
    void is_not_healthy_when_the_answer_takes_too_long() throws Exception {
        try (ServerSocket silent = new ServerSocket(0)) {
            assertThat(healthy(silent.getLocalPort())).isNotZero();
        }
    }

    @Test
    void runs_as_nobody_special_ends_without_memory_and_uses_the_archive_of_its_classes() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("Dockerfile"));
        List<String> last = lines.subList(lines.lastIndexOf("FROM application"), lines.size());
        assertThat(last)
                .contains(
                        "USER 10001:10001",
                        "COPY --from=training /training/leadloop.jsa ./",
                        "ENTRYPOINT [\"java\", \"-XX:SharedArchiveFile=leadloop.jsa\","
                                + " \"-XX:+ExitOnOutOfMemoryError\", \"-jar\", \"leadloop.jar\"]");
    }

    @Test
    void sees_of_the_working_copy_only_what_it_takes() throws IOException {
        List<String> taken = Files.readAllLines(Path.of("Dockerfile")).stream()
                .filter(it -> it.startsWith("COPY ") && !it.contains("--from"))
                .map(it -> "!" + it.split(" ")[1])
                .toList();
        assertThat(Files.readAllLines(Path.of(".dockerignore")).stream()
                        .filter(it -> !it.startsWith("#"))
                        .toList())
                .startsWith("*")
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of("*"), taken.stream()).toList());
    }

    private static int healthy(int port) throws IOException, InterruptedException {
        Process check = new ProcessBuilder("bash", "deploy/image/healthy", String.valueOf(port))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(check.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return check.exitValue();
    }
}
