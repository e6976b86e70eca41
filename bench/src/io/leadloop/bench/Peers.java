package io.leadloop.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The same job through Node-RED and LeadLoop in turns, and then LeadLoop's time from webhook to platform at a steady rate. */
final class Peers {

    private static final String HELP = """
            Usage: bench/peers [options] [-- options of the application]

              --leads N         how many leads in each turn (default 20000)
              --pairs N         how many turns of each (default 3)
              --first N         leads right after the start, reported apart (default 10000)
              --rate N          leads a second of the last part, which measures the time to the platform (default 50)
              --jar FILE        (default target/leadloop.jar)
              --port N          the first of four ports (default 18080)
              --folder DIR      where the temporary folder is made (default: the system's)
              --java-options S  options of LeadLoop's JVM (default "-XX:+UseParallelGC -Xmx921m", as in the image)""";

    private static final Set<String> OPTIONS =
            Set.of("leads", "pairs", "first", "rate", "jar", "port", "folder", "java-options", "node-red");
    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final int CONNECTIONS = 16;
    private static final int SECONDS_AT_A_STEADY_RATE = 40;
    private static final Duration STANDSTILL = Duration.ofSeconds(120);

    private record Turn(double perSecond, double doorPerSecond, double doorP99, double jvm, double postgres) {

        double cpu() {
            return jvm + postgres;
        }
    }

    private final Setup setup;
    private final FakePlatform platform;
    private int run;

    private Peers(Setup setup, FakePlatform platform) {
        this.setup = setup;
        this.platform = platform;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, OPTIONS, HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Path folder = leftovers.folder(arguments.find("folder").map(Path::of), false);
            Setup setup = Setup.of(
                    arguments,
                    folder,
                    List.of(arguments
                            .text("java-options", "-XX:+UseParallelGC -Xmx921m")
                            .split(" ")),
                    arguments.rest());
            FakePlatform platform = leftovers.add(new FakePlatform(setup.platformPort(), 0, 0));
            NodeRed nodeRed = leftovers.add(NodeRed.start(
                    Path.of(arguments.text("node-red", "")).toAbsolutePath(),
                    setup.postgresPort() + 1,
                    setup.platformPort()));
            App app = leftovers.add(App.start(setup, true, true)).awaitReady();
            new Peers(setup, platform).measure(arguments, app, nodeRed);
            code = 0;
        } catch (RuntimeException e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private void measure(Arguments arguments, App app, NodeRed nodeRed) {
        int leads = arguments.number("leads", 20_000);
        Machine.print(leads, setup);
        System.out.printf("%-26s %9s %10s %9s %8s %8s%n", "", "leads/s", "webhooks/s", "p99 ms", "JVM ms", "PG ms");
        try (Database database = Database.connectTo(app, setup.jdbcUrl())) {
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            print("LeadLoop, first after start", leadLoop(arguments.number("first", 10_000), cpu));
            print("LeadLoop, warming", leadLoop(arguments.number("first", 10_000), cpu));
            List<Turn> theirs = new ArrayList<>();
            List<Turn> ours = new ArrayList<>();
            for (int i = 1; i <= arguments.number("pairs", 3); i++) {
                theirs.add(print("Node-RED " + i, nodeRed(leads, nodeRed)));
                ours.add(print("LeadLoop " + i, leadLoop(leads, cpu)));
            }
            System.out.printf(
                    Locale.ROOT,
                    "Medians, LeadLoop to Node-RED: leads %.2f, webhooks accepted %.2f, CPU a lead %.2f%n",
                    ratio(ours, theirs, Turn::perSecond),
                    ratio(ours, theirs, Turn::doorPerSecond),
                    ratio(ours, theirs, Turn::cpu));
            steady(arguments.number("rate", 50));
        }
        System.out.printf(
                "Told twice: %d of %d deliveries.%n",
                platform.deliveries() - platform.distinct(), platform.deliveries());
    }

    private static double ratio(List<Turn> ours, List<Turn> theirs, ToDoubleFunction<Turn> what) {
        double[] ratios = new double[ours.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = what.applyAsDouble(ours.get(i)) / what.applyAsDouble(theirs.get(i));
        }
        java.util.Arrays.sort(ratios);
        return ratios[ratios.length / 2];
    }

    private static Turn print(String name, Turn turn) {
        System.out.printf(
                Locale.ROOT,
                "%-26s %,9.0f %,10.0f %9.1f %8.2f %8.2f%n",
                name,
                turn.perSecond(),
                turn.doorPerSecond(),
                turn.doorP99(),
                turn.jvm(),
                turn.postgres());
        return turn;
    }

    private Turn nodeRed(int leads, NodeRed nodeRed) {
        List<byte[]> requests = NodeRed.qualified("localhost", nextRun(), leads);
        double cpu = nodeRed.cpuMillis();
        return turn(nodeRed.webhooks(), requests, () -> new CpuMeter.Used(nodeRed.cpuMillis() - cpu, 0));
    }

    private Turn leadLoop(int leads, CpuMeter meter) {
        List<byte[]> requests = events(nextRun()).qualified("localhost", PATH, leads);
        CpuMeter.Used before = meter.read();
        return turn(URI.create(setup.address()), requests, () -> meter.read().since(before));
    }

    private interface Used {
        CpuMeter.Used read();
    }

    /** A lead counts when the platform has heard of it, whoever has to tell it. */
    private Turn turn(URI url, List<byte[]> requests, Used used) {
        long goal = platform.distinct() + requests.size();
        long begun = System.nanoTime();
        WebhookLoader.Result door = new WebhookLoader(url, CONNECTIONS).send(requests, () -> {});
        if (door.accepted() < requests.size()) {
            throw new IllegalStateException("Only " + door.accepted() + " were taken: " + door.errors());
        }
        Await.until(
                "the platform to hear of all leads",
                STANDSTILL,
                Duration.ofMillis(20),
                () -> platform.distinct() >= goal);
        double seconds = (System.nanoTime() - begun) / 1e9;
        CpuMeter.Used cpu = used.read().each(requests.size());
        return new Turn(requests.size() / seconds, door.perSecond(), door.p99Millis(), cpu.jvm(), cpu.postgres());
    }

    private void steady(int rate) {
        String name = nextRun();
        List<byte[]> requests = events(name).qualified("localhost", PATH, rate * SECONDS_AT_A_STEADY_RATE);
        long goal = platform.distinct() + requests.size();
        long[] sent = new WebhookLoader(URI.create(setup.address()), CONNECTIONS).sendAt(rate, requests);
        Await.until(
                "the platform to hear of all leads",
                STANDSTILL,
                Duration.ofMillis(20),
                () -> platform.distinct() >= goal);
        double[] took = new double[sent.length];
        for (int i = 0; i < sent.length; i++) {
            took[i] = (platform.arrivalOf(LeadEvents.click(name, i)) - sent[i]) / 1e6;
        }
        java.util.Arrays.sort(took);
        System.out.printf(
                Locale.ROOT,
                "%d leads a second, from webhook to platform: p50 %.0f ms, p95 %.0f ms, p99 %.0f ms%n",
                rate,
                took[took.length / 2],
                took[(int) (took.length * 0.95)],
                took[(int) (took.length * 0.99)]);
    }

    private LeadEvents events(String name) {
        return new LeadEvents(name, setup.webhookSecret(), true);
    }

    private String nextRun() {
        run++;
        return Long.toString(System.currentTimeMillis(), Character.MAX_RADIX) + "r" + run;
    }
}
