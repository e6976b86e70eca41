package io.leadloop.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leadloop.support.TestRun;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run of tests that is killed with -9, in the middle of a test that has a database and started another process. */
class KilledTestRunTests {

    private Process run;
    private ProcessHandle database;
    private ProcessHandle child;
    private Path home;

    @BeforeEach
    void a_run() throws Exception {
        run = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledTestRunTests.class.getName())
                .redirectErrorStream(true)
                .start();
        BufferedReader says = new BufferedReader(new InputStreamReader(run.getInputStream(), StandardCharsets.UTF_8));
        List<String> pids = says.lines()
                .dropWhile(it -> !it.startsWith("started "))
                .findFirst()
                .map(it -> List.of(it.split(" ")))
                .orElseThrow();
        database = ProcessHandle.of(Long.parseLong(pids.get(1))).orElseThrow();
        child = ProcessHandle.of(Long.parseLong(pids.get(2))).orElseThrow();
        home = Path.of(pids.get(3));
    }

    @AfterEach
    void nothing_is_left_of_it() {
        List.of(run.toHandle(), database, child).forEach(ProcessHandle::destroyForcibly);
    }

    @Test
    void leaves_neither_its_database_nor_any_process_behind() throws Exception {
        assertThat(List.of(database, child)).allMatch(ProcessHandle::isAlive);
        await().until(() -> Files.readString(home.resolve("watchdog.log")).contains("sees " + child.pid() + "\n"));
        run.destroyForcibly().waitFor();
        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(List.of(database, child)).noneMatch(ProcessHandle::isAlive));
    }

    /** The run: starts both, says so, and waits to be killed. */
    public static void main(String[] none) throws Exception {
        Path folder = TestRun.folder("killed");
        EmbeddedDatabase.start(new EmbeddedDatabaseSettings(folder, 0, false));
        ProcessHandle database =
                RunningPostmaster.on(folder.resolve("postgres")).orElseThrow().process();
        Process child = new ProcessBuilder("sleep", "600").start();
        System.out.println("started " + database.pid() + " " + child.pid() + " " + folder.getParent());
        Thread.currentThread().join();
    }
}
