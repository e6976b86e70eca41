package io.leadloop.bench;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/** Runs the phases one after the other on one database, and prints one table. */
final class Bench {

    private static final String HELP = """
            Usage: bench/run [options] [-- options of the application]

              --leads N         how many leads go through (default 20000)
              --jar FILE        (default target/leadloop.jar)
              --jdbc URL        an empty PostgreSQL database to use instead of the embedded one, with user and
                                password in the URL: jdbc:postgresql://host/db?user=..&password=..
              --contacts yes    leads carry mail and phone
              --port N          the first of three ports: application, platform, PostgreSQL (default 18080)
              --folder DIR      where the temporary folder is made (default: the system's)
              --java-options S  options of the application's JVM, separated by blanks
              --keep yes        leave the temporary folder, with the application's log, where it is""";

    private static final Set<String> OPTIONS =
            Set.of("leads", "jar", "jdbc", "contacts", "port", "folder", "java-options", "keep");
    private static final String PATH = "/webhooks/" + Setup.SOURCE;
    private static final int CONNECTIONS = 16;
    private static final String WAITING = "select count(*) from leadloop.inbox_message where state = 'WAITING'";
    private static final String ACCEPTED =
            "select count(*) from leadloop.conversion where destination = 'google-ads' and state = 'ACCEPTED'";

    private final Setup setup;
    private final int leads;
    private final LeadEvents events;
    private final Leftovers leftovers;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    private Bench(Setup setup, int leads, boolean contacts, Leftovers leftovers) {
        this.setup = setup;
        this.leads = leads;
        String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
        this.events = new LeadEvents(run, setup.webhookSecret(), contacts);
        this.leftovers = leftovers;
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, OPTIONS, HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            Path folder = leftovers.folder(
                    arguments.find("folder").map(Path::of),
                    arguments.find("keep").isPresent());
            Setup setup = Setup.of(
                    arguments,
                    folder,
                    arguments
                            .find("java-options")
                            .map(it -> List.of(it.split(" ")))
                            .orElse(List.of()),
                    arguments.rest());
            int leads = arguments.number("leads", 20_000);
            new Bench(setup, leads, arguments.find("contacts").isPresent(), leftovers).run();
            code = 0;
        } catch (SQLException | RuntimeException e) {
            System.err.println("The bench failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private void run() throws SQLException {
        Machine.print(leads, setup);
        mustBeEmpty();
        FakePlatform platform = leftovers.add(new FakePlatform(setup.platformPort(), 0, 0));
        takeIn();
        start();
        advance("MQL", "advanced: to MQL, 1 planned");
        long accepted = upload();
        advance("LOST", "advanced: to lost");
        double ceiling = figures.get(0).perSecond();
        System.out.println();
        System.out.print(Figure.table(figures, ceiling));
        System.out.println();
        notes.forEach(System.out::println);
        System.out.printf(
                Locale.ROOT,
                "Check: %d conversions accepted, the platform heard of %d different ones: %s; told twice: %d.%n",
                accepted,
                platform.distinct(),
                accepted == platform.distinct() ? "equal" : "NOT EQUAL",
                platform.deliveries() - platform.distinct());
        if (accepted != platform.distinct() || accepted != leads) {
            throw new IllegalStateException(
                    "Each of the " + leads + " leads should have led to one accepted conversion");
        }
    }

    private void mustBeEmpty() throws SQLException {
        if (setup.jdbc().isPresent()) {
            try (Database database = Database.connect(setup.jdbcUrl())) {
                if (database.number("select count(*) from pg_namespace where nspname in ('leadloop', 'bench')") > 0) {
                    throw new IllegalStateException("The database of --jdbc holds a LeadLoop or an earlier bench."
                            + " Create an empty one; the bench never clears one.");
                }
            }
        }
    }

    /** The door only: nothing is applied, nothing uploaded. */
    private void takeIn() throws SQLException {
        try (App app = app(false, false).awaitReady();
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            say("ceiling");
            figures.add(Ceiling.measure(database, cpu));
            say("webhooks");
            figures.add(load("webhooks: leads captured", cpu, events.captured("localhost", PATH, leads)));
            database.analyze();
        }
    }

    private void start() {
        say("started");
        try (App app = app(true, false);
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            figures.add(applied("started: lead processes", app, database));
            mustBe(leads, database.number("select count(*) from leadloop.lead"), "leads");
        }
    }

    private void advance(String status, String name) {
        try (App app = app(false, false).awaitReady();
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            say("webhooks (" + status + ")");
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            figures.add(load("webhooks: " + status, cpu, events.moved("localhost", PATH, leads, status)));
            database.analyze();
        }
        say(name);
        try (App app = app(true, false);
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            figures.add(applied(name, app, database));
            mustBe(leads, database.number("select count(*) from leadloop.conversion"), "conversion rows");
            mustBe(leads, database.number("select count(*) from leadloop.lead where stage = '" + status + "'"), status);
            database.analyze();
        }
    }

    private long upload() {
        say("uploads");
        try (App app = app(false, true);
                Database database = Database.connectTo(app, setup.jdbcUrl())) {
            CpuMeter cpu = new CpuMeter(app.handle(), database);
            figures.add(Progress.watch("uploads: recorded", leads, app, cpu, () -> database.number(ACCEPTED)));
            return database.number(ACCEPTED);
        }
    }

    private Figure applied(String name, App app, Database database) {
        long waiting = leads;
        CpuMeter cpu = new CpuMeter(app.handle(), database);
        return Progress.watch(name, waiting, app, cpu, () -> waiting - database.number(WAITING));
    }

    private Figure load(String name, CpuMeter cpu, List<byte[]> requests) {
        CpuMeter.Used before = cpu.read();
        AtomicReference<CpuMeter.Used> half = new AtomicReference<>(before);
        WebhookLoader.Result result =
                new WebhookLoader(URI.create(setup.address()), CONNECTIONS).send(requests, () -> half.set(cpu.read()));
        CpuMeter.Used after = cpu.read();
        if (result.accepted() < leads) {
            throw new IllegalStateException(
                    "Only " + result.accepted() + " of " + leads + " webhooks were accepted: " + result.errors());
        }
        notes.add(String.format(
                Locale.ROOT, "%s: p50 %.1f ms, p99 %.1f ms", name, result.p50Millis(), result.p99Millis()));
        return new Figure(
                name,
                result.perSecond(),
                result.secondHalf(),
                after.since(before).each(leads),
                after.since(half.get()).each(leads - leads / 2),
                Progress.load());
    }

    private App app(boolean dispatch, boolean uploads) {
        return leftovers.add(App.start(setup, dispatch, uploads));
    }

    private static void mustBe(long expected, long actual, String what) {
        if (expected != actual) {
            throw new IllegalStateException("Expected " + expected + " " + what + " but found " + actual);
        }
    }

    private static void say(String phase) {
        System.out.println("... " + phase);
    }
}
