package io.leadloop.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The same work beside more and more leads that wait: what it costs may not depend on how many there are. */
final class Size {

    private static final String HELP = """
            Usage: bench/size [options]

              --sizes N,N,N  how many leads wait, each told twice (default 10000,100000,1000000; each a multiple of 1000)
              --moves N      how many leads are measured at each size (default 3000)
              --pages yes    measures each page at each size too
              --jar FILE     (default target/leadloop.jar)
              --folder DIR   where the temporary folder is made (default: the system's); a million leads take 20 GB
              --port N       the first of three ports (default 18080)""";

    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final int ORIGINALS = 1_000;
    private static final String WAITING =
            "select count(*) from leadloop.inbox_message where state in ('WAITING', 'LOOKUP')";
    private static final String OPEN = "select count(*) from leadloop.conversion where state = 'PLANNED'";
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private record Cost(int size, String what, double perSecond, CpuMeter.Used cpu) {}

    private final Setup setup;
    private final int moves;
    private final Leftovers leftovers;
    private final List<Cost> costs = new ArrayList<>();

    private Size(Setup setup, int moves, Leftovers leftovers) {
        this.setup = setup;
        this.moves = moves;
        this.leftovers = leftovers;
    }

    public static void main(String[] args) {
        Arguments arguments =
                Arguments.readOrExit(args, Set.of("sizes", "moves", "pages", "jar", "folder", "port"), HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Setup setup = Setup.of(
                    arguments,
                    leftovers.folder(arguments.find("folder").map(Path::of), false),
                    List.of(),
                    List.of("--server.servlet.session.cookie.secure=false"));
            List<Integer> sizes = Stream.of(
                            arguments.text("sizes", "10000,100000,1000000").split(","))
                    .map(Integer::valueOf)
                    .sorted()
                    .toList();
            new Size(setup, arguments.number("moves", 3_000), leftovers)
                    .run(sizes, arguments.find("pages").isPresent());
            code = 0;
        } catch (Exception e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private void run(List<Integer> sizes, boolean pages) throws Exception {
        Machine.print(sizes.get(sizes.size() - 1), setup);
        leftovers.add(new FakePlatform(setup.platformPort(), 0, 0));
        App app = leftovers.add(App.start(setup, true, true)).awaitReady();
        try (Database database = Database.connectTo(app, setup.jdbcUrl())) {
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            LeadEvents waiting = new LeadEvents("waiting", setup.webhookSecret(), false);
            WebhookLoader loader = new WebhookLoader(URI.create(setup.address()), 16);
            for (String status : List.of("CAPTURED", "MQL", "SQL")) {
                loader.send(
                        status.equals("CAPTURED")
                                ? waiting.captured("localhost", PATH, ORIGINALS)
                                : waiting.moved("localhost", PATH, ORIGINALS, status),
                        () -> {});
                settle(database);
            }
            LeadCopies copies = new LeadCopies(database, ORIGINALS);
            // Twice without being written down: Java compiles what runs often.
            fresh(database, cpu, loader, 0);
            fresh(database, cpu, loader, 1);
            measure(0, "old leads lost", database, cpu, loader, waiting.moved("localhost", PATH, 0, ORIGINALS, "LOST"));
            costs.clear();
            int moved = ORIGINALS;
            for (int size : sizes) {
                long began = System.nanoTime();
                copies.growTo(size);
                System.out.printf(
                        Locale.ROOT,
                        "%d leads wait, %d conversions are told; %.1f GB, filled in %.0f s%n",
                        database.number("select count(*) from act_ru_execution where act_id_ = 'Wait_Sql'"),
                        database.number("select count(*) from leadloop.conversion where state = 'ACCEPTED'"),
                        database.number("select pg_database_size(current_database())") / 1e9,
                        (System.nanoTime() - began) / 1e9);
                fresh(database, cpu, loader, size);
                measure(
                        size,
                        "old leads lost",
                        database,
                        cpu,
                        loader,
                        waiting.moved("localhost", PATH, moved, moves, "LOST"));
                moved += moves;
                if (pages) {
                    Publisher person = new Publisher(setup.address(), setup.adminPassword());
                    person.signIn();
                    PageTimes.print(person);
                }
            }
        }
        app.close();
        long began = System.nanoTime();
        leftovers.add(App.start(setup, true, true)).awaitReady();
        System.out.printf(Locale.ROOT, "Started beside them in %.1f s%n%n", (System.nanoTime() - began) / 1e9);
        table(sizes);
    }

    /** New leads, then the same told as MQL. */
    private void fresh(Database database, CpuMeter cpu, WebhookLoader loader, int size) {
        LeadEvents events = new LeadEvents("new" + size, setup.webhookSecret(), false);
        measure(size, "new leads", database, cpu, loader, events.captured("localhost", PATH, moves));
        measure(size, "new leads told", database, cpu, loader, events.moved("localhost", PATH, moves, "MQL"));
    }

    private void measure(
            int size, String what, Database database, CpuMeter cpu, WebhookLoader loader, List<byte[]> requests) {
        CpuMeter.Used before = cpu.read();
        long began = System.nanoTime();
        WebhookLoader.Result sent = loader.send(requests, () -> {});
        if (sent.accepted() < requests.size()) {
            throw new IllegalStateException("Only " + sent.accepted() + " webhooks were accepted: " + sent.errors());
        }
        settle(database);
        double seconds = (System.nanoTime() - began) / 1e9;
        costs.add(new Cost(
                size, what, requests.size() / seconds, cpu.read().since(before).each(requests.size())));
    }

    private static void settle(Database database) {
        Await.until("events to be applied", LIMIT, Duration.ofMillis(50), () -> database.number(WAITING) == 0);
        Await.until("conversions to be told", LIMIT, Duration.ofMillis(50), () -> database.number(OPEN) == 0);
    }

    private void table(List<Integer> sizes) {
        System.out.printf(
                Locale.ROOT, "%-18s %10s %8s %8s %8s %12s%n", "", "waiting", "per s", "JVM ms", "PG ms", "of smallest");
        for (String what : costs.stream().map(Cost::what).distinct().toList()) {
            List<Cost> rows =
                    costs.stream().filter(it -> it.what().equals(what)).toList();
            rows.forEach(it -> System.out.printf(
                    Locale.ROOT,
                    "%-18s %,10d %8.0f %8.2f %8.2f %12.2f%n",
                    what,
                    it.size(),
                    it.perSecond(),
                    it.cpu().jvm(),
                    it.cpu().postgres(),
                    all(it) / all(rows.get(0))));
        }
    }

    private static double all(Cost cost) {
        return cost.cpu().jvm() + cost.cpu().postgres();
    }
}
