package io.leadloop.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Kills two nodes and their database at random while leads come in, and counts what was lost or told twice. */
final class Chaos {

    private static final String HELP = """
            Usage: bench/chaos [options]

              --leads N      how many leads (default 10000); each has three events, doubled and shuffled
              --kills N      how many kill -9 of a node (default 20); the database is restarted twice in between
              --seed N       of all chance (default: from the clock)
              --minutes N    how long it may take to settle after the last kill (default 30)
              --jar FILE     (default target/leadloop.jar)
              --port N       the first of nine ports (default 18080)
              --keep yes     leave the temporary folder, with the nodes' logs, where it is""";

    private static final Set<String> OPTIONS = Set.of("leads", "kills", "seed", "minutes", "jar", "port", "keep");
    private static final int NODES = 2;
    private static final Duration EACH_KILL = Duration.ofSeconds(20);
    private static final List<String> APP_OPTIONS = List.of(
            "--leadloop.upload.batch-size=20",
            "--leadloop.upload.lock-duration=40s",
            "--leadloop.http.answer-limit=5s",
            "--spring.datasource.hikari.maximum-pool-size=12");

    private final Setup keeperSetup;
    private final Setup[] setups = new Setup[NODES];
    private final App[] nodes = new App[NODES];
    private final int leads;
    private final int kills;
    private final Random random;
    private final Duration settles;
    private final Leftovers leftovers;
    private App keeper;

    private Chaos(Arguments arguments, long seed, Leftovers leftovers) throws IOException {
        this.leads = arguments.number("leads", 10_000);
        this.kills = arguments.number("kills", 20);
        this.settles = Duration.ofMinutes(arguments.number("minutes", 30));
        this.random = new Random(seed);
        this.leftovers = leftovers;
        Path folder = leftovers.folder(Optional.empty(), arguments.find("keep").isPresent());
        keeperSetup = Setup.of(arguments, folder, List.of("-Xmx512m"), List.of());
        for (int i = 0; i < NODES; i++) {
            setups[i] = keeperSetup.node(i + 1, keeperSetup.port() + 3 * (i + 1) + 1, APP_OPTIONS);
        }
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, OPTIONS, HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            long seed = Long.parseLong(arguments.text("seed", Long.toString(System.currentTimeMillis())));
            System.out.println("seed " + seed);
            code = new Chaos(arguments, seed, leftovers).run() ? 0 : 1;
        } catch (Exception e) {
            System.err.println("The chaos failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private boolean run() throws Exception {
        int[] ports = {setups[0].platformPort(), setups[1].platformPort()};
        ChaosPlatform platform = leftovers.add(new ChaosPlatform(random, ports));
        keeper = leftovers.add(App.start(keeperSetup, false, false)).awaitReady();
        for (int i = 0; i < NODES; i++) {
            start(i);
        }
        nodes[0].awaitReady();
        ChaosSender crm = new ChaosSender(
                leads, random, keeperSetup.webhookSecret(), List.of(webhooks(setups[0]), webhooks(setups[1])));
        Thread sending = new Thread(() -> crm.send(EACH_KILL.multipliedBy(kills)), "crm");
        sending.setDaemon(true);
        sending.start();
        for (int kill = 1; kill <= kills; kill++) {
            Await.pause(Duration.ofMillis(1_000 + random.nextInt(5_000)));
            int victim = random.nextInt(NODES);
            nodes[victim].handle().destroyForcibly();
            start(victim);
            System.out.printf("kill %d: node %d; %d of %d events taken%n", kill, victim, crm.accepted(), crm.size());
            nodes[random.nextInt(NODES)].awaitReady();
            if (kill == Math.max(1, kills / 3) || kill == Math.max(2, 2 * kills / 3)) {
                restartDatabase();
            }
        }
        for (App node : nodes) {
            node.awaitReady();
        }
        sending.join();
        return judge(platform, crm);
    }

    private void start(int node) {
        nodes[node] = leftovers.add(App.start(setups[node], true, true));
    }

    private static URI webhooks(Setup setup) {
        return URI.create(setup.address() + "/webhooks/" + Setup.SOURCE);
    }

    /** Kills the server and the node that looks after it; the same node starts the server anew on the same data. */
    private void restartDatabase() throws IOException {
        long postmaster = Long.parseLong(
                Files.readAllLines(keeperSetup.postmasterFile()).get(0).trim());
        keeper.handle().destroyForcibly();
        ProcessHandle.of(postmaster).ifPresent(it -> {
            it.destroyForcibly();
            it.onExit().join();
        });
        long begun = System.nanoTime();
        keeper = leftovers.add(App.start(keeperSetup, false, false)).awaitReady();
        System.out.printf("database restarted, away for at most %d s%n", (System.nanoTime() - begun) / 1_000_000_000);
        for (int i = 0; i < NODES; i++) {
            // A node whose start the database broke ends by itself, as one does that its supervisor starts again.
            if (!nodes[i].handle().isAlive()) {
                start(i);
            }
        }
    }

    private boolean judge(ChaosPlatform platform, ChaosSender crm) throws Exception {
        try (Database database = Database.connect(keeperSetup.jdbcUrl())) {
            boolean settled = true;
            try {
                Await.until("nothing to wait", settles, Duration.ofSeconds(2), () -> Told.open(database) == 0);
            } catch (IllegalStateException late) {
                settled = false;
            }
            Told told = Told.of(database, platform.taken(), leads);
            System.out.printf(
                    Locale.ROOT,
                    "%d leads, %d kills, events sent again %d, platform's faults %s, keys told again under the same"
                            + " key %d, settled %s%nlost %d, told twice %d, unexplained rows %d%n",
                    leads,
                    kills,
                    crm.repeated(),
                    platform.faults(),
                    told.again(),
                    settled ? "yes" : "NO",
                    told.lost(),
                    told.twice(),
                    told.unexplained());
            return told.isRight();
        }
    }
}
