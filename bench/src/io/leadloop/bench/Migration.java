package io.leadloop.bench;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Publishes a new stage while many leads run and their webhooks keep coming; counts what became of each. */
final class Migration {

    private static final String HELP = """
            Usage: bench/migration [options]

              --leads N      how many leads run (default 100000)
              --moves N      how many of them get a webhook while they are moved (default a fifth)
              --jar FILE     (default target/leadloop.jar)
              --port N       the first of three ports (default 18080)""";

    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final String NEWEST =
            "(select id_ from act_re_procdef where key_ = 'lead-lifecycle' order by version_ desc limit 1)";
    private static final String RUNNING = "select count(*) from act_ru_execution e join act_re_procdef d on d.id_ ="
            + " e.proc_def_id_ and d.key_ = 'lead-lifecycle' where e.parent_id_ is null";
    private static final String LEFT = RUNNING + " and e.proc_def_id_ <> " + NEWEST;
    private static final String AT_THEIR_STAGE = """
            select count(*) from leadloop.lead l
            join act_ru_execution e on e.proc_inst_id_ = l.process_instance_id and e.is_active_
              and lower(replace(e.act_id_, 'Wait_', '')) = lower(replace(l.stage, '_', ''))""";
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private Migration() {}

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, Set.of("leads", "moves", "jar", "port"), HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            int leads = arguments.number("leads", 100_000);
            run(arguments, leads, arguments.number("moves", leads / 5), leftovers);
            code = 0;
        } catch (Exception e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private static void run(Arguments arguments, int leads, int moves, Leftovers leftovers) throws Exception {
        Setup setup = Setup.of(
                arguments,
                leftovers.folder(java.util.Optional.empty(), false),
                List.of(),
                List.of("--server.servlet.session.cookie.secure=false"));
        Machine.print(leads, setup);
        App app = leftovers.add(App.start(setup, true, false)).awaitReady();
        try (Database database = Database.connectTo(app, setup.jdbcUrl())) {
            LeadEvents events = new LeadEvents("migration", setup.webhookSecret(), false);
            WebhookLoader loader = new WebhookLoader(URI.create(setup.address()), 16);
            loader.send(events.captured("localhost", PATH, leads), () -> {});
            await("leads to begin", database, "select " + leads + " - count(*) from leadloop.lead");
            database.analyze();

            Publisher people = new Publisher(setup.address(), setup.adminPassword());
            people.signIn();
            long published = System.nanoTime();
            people.publishWithStage("Demo attended", 25);
            System.out.printf(Locale.ROOT, "published in %.1f s%n", seconds(published));
            long begun = System.nanoTime();
            CompletableFuture<WebhookLoader.Result> webhooks = CompletableFuture.supplyAsync(
                    () -> loader.send(events.moved("localhost", PATH, moves, "MQL"), () -> {}));
            double slowestPage = 0;
            long left = database.number(LEFT);
            long first = left;
            while (left > 0) {
                long asked = System.nanoTime();
                people.progress();
                slowestPage = Math.max(slowestPage, seconds(asked));
                System.out.printf(Locale.ROOT, "  %5.1f s: %d of %d moved%n", seconds(begun), leads - left, leads);
                Await.pause(Duration.ofSeconds(5));
                left = database.number(LEFT);
            }
            double took = seconds(begun);
            WebhookLoader.Result sent = webhooks.join();
            await(
                    "webhooks to be applied",
                    database,
                    "select count(*) from leadloop.inbox_message where state = 'WAITING'");
            System.out.printf(
                    Locale.ROOT,
                    "%d leads moved in %.0f s (%.0f/s) while %d webhooks came (p50 %.1f ms, p99 %.1f ms);"
                            + " slowest answer of the progress on the page %.0f ms%n",
                    first,
                    took,
                    first / took,
                    sent.accepted(),
                    sent.p50Millis(),
                    sent.p99Millis(),
                    slowestPage * 1e3);
            mustBe(leads, database.number("select count(*) from leadloop.lead"), "leads");
            mustBe(leads, database.number(RUNNING), "processes");
            mustBe(leads, database.number(AT_THEIR_STAGE), "processes that wait where their lead stands");
            mustBe(moves, database.number("select count(*) from leadloop.lead where stage = 'MQL'"), "leads at MQL");
            mustBe(moves, database.number("select count(*) from leadloop.conversion"), "conversions");
            database.analyze();
            PageTimes.print(people);
            System.out.println(
                    "Check: every lead is there once, on the new model, where it stands; none was told twice.");
        }
    }

    private static void await(String what, Database database, String left) {
        Await.until(what, LIMIT, Duration.ofMillis(500), () -> database.number(left) == 0);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static void mustBe(long expected, long actual, String what) {
        if (expected != actual) {
            throw new IllegalStateException("Expected " + expected + " " + what + " but found " + actual);
        }
    }
}
