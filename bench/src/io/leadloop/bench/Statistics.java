package io.leadloop.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A full inbox drained with PostgreSQL's statistics as they are usually found, taken while nothing waited, and with fresh ones;
 * by turns, each on a database of its own. Autovacuum renews no statistics meanwhile, so that what LeadLoop does about it counts.
 */
final class Statistics {

    private static final String HELP = """
            Usage: bench/statistics [options]

              --leads N      how many events wait (default 200000)
              --pairs N      how often each (default 1)
              --jar FILE     (default target/leadloop.jar)
              --folder DIR   where the temporary folder is made (default: the system's)
              --port N       the first of three ports (default 18080)""";

    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final String WAITING = "select count(*) from leadloop.inbox_message where state = 'WAITING'";
    private static final List<String> JAVA = List.of("-Xmx1g", "-XX:+UseParallelGC");

    /** On every table, as a table's own setting; the server's would need a restart. */
    private static final String NO_AUTOANALYZE = """
            do $$ declare it regclass; begin
                for it in select oid from pg_class where relkind = 'r'
                        and relnamespace::regnamespace::text in ('public', 'leadloop') loop
                    execute format('alter table %s set (autovacuum_enabled = false)', it);
                end loop;
            end $$""";

    private final Arguments arguments;
    private final int leads;
    private final Leftovers leftovers;

    private Statistics(Arguments arguments, Leftovers leftovers) {
        this.arguments = arguments;
        this.leads = arguments.number("leads", 200_000);
        this.leftovers = leftovers;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, Set.of("leads", "pairs", "jar", "folder", "port"), HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            new Statistics(arguments, leftovers).run(arguments.number("pairs", 1));
            code = 0;
        } catch (Exception e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private void run(int pairs) throws Exception {
        Path folder = leftovers.folder(arguments.find("folder").map(Path::of), false);
        System.out.printf("%-6s %-6s %10s %10s%n", "pair", "", "drained/s", "ms a lead");
        for (int pair = 1; pair <= pairs; pair++) {
            double fresh = drained(pair, "fresh", folder);
            double old = drained(pair, "old", folder);
            System.out.printf(Locale.ROOT, "%-6d old to fresh %.2f%n", pair, old / fresh);
        }
    }

    private double drained(int pair, String statistics, Path folder) throws Exception {
        Path own = Files.createDirectories(folder.resolve(statistics + pair));
        Setup setup = Setup.of(arguments, own, JAVA, List.of());
        try (App app = leftovers.add(App.start(setup, false, false)).awaitReady();
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            database.execute(NO_AUTOANALYZE);
            database.execute("analyze");
            List<byte[]> requests =
                    new LeadEvents("s" + pair, setup.webhookSecret(), false).captured("localhost", PATH, leads);
            new WebhookLoader(URI.create(setup.address()), 16).send(requests, () -> {});
            if (database.number(WAITING) != leads) {
                throw new IllegalStateException("Not all of the " + leads + " events wait");
            }
            if (statistics.equals("fresh")) {
                database.analyze();
            }
        }
        try (App app = leftovers.add(App.start(setup, true, false));
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            Figure figure = Progress.watch(statistics, leads, app, cpu, () -> leads - database.number(WAITING));
            System.out.printf(
                    Locale.ROOT,
                    "%-6d %-6s %10.0f %10.2f%n",
                    pair,
                    statistics,
                    figure.perSecond(),
                    figure.cpu().jvm() + figure.cpu().postgres());
            return figure.perSecond();
        }
    }
}
