package io.leadloop.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The same leads through one, two, three and four nodes on one PostgreSQL. They share one machine, so that their rate says nothing:
 * what counts is what a lead costs all of them together, how often one waits for another's lock, and that nothing is told twice.
 */
final class Nodes {

    private static final String HELP = """
            Usage: bench/nodes [options]

              --nodes N,N,N  how many nodes (default 1,2,3,4)
              --leads N      for each of them (default 8000)
              --jar FILE     (default target/leadloop.jar)
              --folder DIR   where the temporary folder is made (default: the system's)
              --port N       the first of three ports for each node, and three before (default 18080)""";

    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final String WAITING =
            "select count(*) from leadloop.inbox_message where state in ('WAITING', 'LOOKUP')";
    private static final String OPEN = "select count(*) from leadloop.conversion where state = 'PLANNED'";
    private static final String BLOCKED = "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
    private static final String DEADLOCKS = "select deadlocks from pg_stat_database where datname = current_database()";
    private static final List<String> JAVA = List.of("-Xmx512m");

    private final Setup keeper;
    private final int leads;
    private final Leftovers leftovers;

    private Nodes(Setup keeper, int leads, Leftovers leftovers) {
        this.keeper = keeper;
        this.leads = leads;
        this.leftovers = leftovers;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, Set.of("nodes", "leads", "jar", "folder", "port"), HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Path folder = leftovers.folder(arguments.find("folder").map(Path::of), false);
            Setup keeper = Setup.of(arguments, folder, JAVA, List.of());
            List<Integer> nodes = Stream.of(arguments.text("nodes", "1,2,3,4").split(","))
                    .map(Integer::valueOf)
                    .toList();
            code = new Nodes(keeper, arguments.number("leads", 8_000), leftovers).run(nodes) ? 0 : 1;
        } catch (Exception e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private boolean run(List<Integer> counts) throws Exception {
        Machine.print(leads, keeper);
        FakePlatform platform = leftovers.add(new FakePlatform(keeper.platformPort(), 0, 0));
        App database = leftovers.add(App.start(keeper, false, false)).awaitReady();
        try (Database looks = Database.connectTo(database, keeper.jdbcUrl())) {
            System.out.printf(
                    Locale.ROOT,
                    "%-6s %8s %10s %10s %10s %14s %10s%n",
                    "nodes",
                    "per s",
                    "JVMs ms",
                    "PG ms",
                    "of first",
                    "waiting, mean",
                    "deadlocks");
            double first = 0;
            for (int count : counts) {
                first = measure(count, looks, first);
            }
            long accepted = looks.number("select count(*) from leadloop.conversion where state = 'ACCEPTED'");
            System.out.printf(
                    Locale.ROOT,
                    "%d conversions accepted, the platform heard of %d, told twice %d%n",
                    accepted,
                    platform.distinct(),
                    platform.deliveries() - platform.distinct());
            return accepted == platform.distinct() && platform.deliveries() == platform.distinct();
        }
    }

    private double measure(int count, Database database, double first) throws Exception {
        List<Setup> setups = new ArrayList<>();
        List<App> nodes = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            setups.add(keeper.node(i, keeper.platformPort(), List.of()));
            nodes.add(leftovers.add(App.start(setups.get(i - 1), true, true)));
        }
        nodes.forEach(App::awaitReady);
        List<CpuMeter> meters =
                nodes.stream().map(it -> new CpuMeter(it.handle(), database)).toList();
        // Once without being written down: Java compiles what runs often, in each node.
        told("warm" + count, leads * count, setups, database);
        CpuMeter.Used before = used(meters);
        long deadlocks = database.number(DEADLOCKS);
        long began = System.nanoTime();
        double waiting = told("told" + count, leads, setups, database);
        double seconds = (System.nanoTime() - began) / 1e9;
        CpuMeter.Used cpu = used(meters).since(before).each(leads);
        double all = cpu.jvm() + cpu.postgres();
        System.out.printf(
                Locale.ROOT,
                "%-6d %8.0f %10.2f %10.2f %10.2f %14.2f %10d%n",
                count,
                leads / seconds,
                cpu.jvm(),
                cpu.postgres(),
                first == 0 ? 1 : all / first,
                waiting,
                database.number(DEADLOCKS) - deadlocks);
        nodes.forEach(App::close);
        return first == 0 ? all : first;
    }

    private static CpuMeter.Used used(List<CpuMeter> meters) {
        List<CpuMeter.Used> used = meters.stream().map(CpuMeter::read).toList();
        return new CpuMeter.Used(
                used.stream().mapToDouble(CpuMeter.Used::jvm).sum(), used.get(0).postgres());
    }

    /** Leads that are told at once, in equal parts to each node; gives back how many sessions waited for a lock, on average. */
    private double told(String run, int many, List<Setup> setups, Database database) throws Exception {
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < setups.size(); i++) {
            URI node = URI.create(setups.get(i).address());
            List<byte[]> requests = new LeadEvents(run + "n" + i, keeper.webhookSecret(), false)
                    .qualified(node.getAuthority(), PATH, many / setups.size());
            Thread sender = new Thread(() -> new WebhookLoader(node, 16 / setups.size()).send(requests, () -> {}), run);
            sender.setDaemon(true);
            sender.start();
            senders.add(sender);
        }
        long looks = 0;
        long blocked = 0;
        while (senders.stream().anyMatch(Thread::isAlive)
                || database.number(WAITING) > 0
                || database.number(OPEN) > 0) {
            blocked += database.number(BLOCKED);
            looks++;
            Await.pause(Duration.ofMillis(20));
        }
        return looks == 0 ? 0 : (double) blocked / looks;
    }
}
