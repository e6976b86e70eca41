package io.leadloop.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Backs the database up while leads come in, loses the server later, restores the back-up elsewhere, and has the CRM send
 * everything again, as it does where its webhooks were not answered.
 */
final class Restore {

    private static final String HELP = """
            Usage: bench/restore --jdbc URL [options]

              --jdbc URL     an empty database that the user may copy, e.g. 'jdbc:postgresql://localhost:5432/trial?user=me';
                             a second one, trial_restored, is made beside it and dropped at the end
              --leads N      how many leads (default 5000); each has three events, doubled and shuffled
              --seconds N    over how long they come in (default 60)
              --jar FILE     (default target/leadloop.jar)
              --port N       the first of two ports (default 18080)
              --keep yes     leave the temporary folder, with the log and the back-up, where it is

            Needs psql's pg_dump and pg_restore on the PATH, of the server's version or newer.""";

    private static final Set<String> OPTIONS = Set.of("jdbc", "leads", "seconds", "jar", "port", "keep");
    private static final Duration SETTLES = Duration.ofMinutes(10);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final String url;
    private final int leads;
    private final Duration over;
    private final Path folder;
    private final Arguments arguments;
    private final Leftovers leftovers;
    private final String secret = "whsec_" + Setup.random(24);
    private final String key = Setup.random(32);
    private final String password = Setup.random(18);

    private Restore(Arguments arguments, Leftovers leftovers) {
        this.arguments = arguments;
        this.leftovers = leftovers;
        this.url =
                arguments.find("jdbc").orElseThrow(() -> new IllegalArgumentException("--jdbc is missing; see --help"));
        this.leads = arguments.number("leads", 5_000);
        this.over = Duration.ofSeconds(arguments.number("seconds", 60));
        this.folder = leftovers.folder(Optional.empty(), arguments.find("keep").isPresent());
    }

    public static void main(String[] args) {
        Arguments arguments = Arguments.readOrExit(args, OPTIONS, HELP);
        Leftovers leftovers = new Leftovers();
        Runtime.getRuntime().addShutdownHook(new Thread(leftovers::close, "leftovers"));
        int code = 1;
        try {
            code = new Restore(arguments, leftovers).run() ? 0 : 1;
        } catch (Exception e) {
            System.err.println("The restore failed: " + e.getMessage());
        }
        System.exit(code);
    }

    private boolean run() throws Exception {
        Random random = new Random(1);
        Setup first = setup(url);
        ChaosPlatform platform = leftovers.add(new ChaosPlatform(random, first.platformPort()));
        App node = leftovers.add(App.start(first, true, true)).awaitReady();
        URI webhooks = URI.create(first.address() + "/webhooks/" + Setup.SOURCE);
        ChaosSender crm = new ChaosSender(leads, random, secret, List.of(webhooks));
        Thread sending = new Thread(() -> crm.send(over), "crm");
        sending.setDaemon(true);
        sending.start();

        Await.until("half of the events", over.plus(SETTLES), PAUSE, () -> crm.accepted() > crm.size() / 2);
        Path dump = folder.resolve("leadloop.dump");
        call("pg_dump", "-Fc", "-f", dump.toString(), "-d", uri(url));
        int atDump = crm.accepted();
        Await.until("more events", over.plus(SETTLES), PAUSE, () -> crm.accepted() > crm.size() * 3 / 4);
        node.handle().destroyForcibly();
        node.handle().onExit().join();
        int told = platform.taken().size();
        System.out.printf(
                Locale.ROOT,
                "Backed up after %d of %d events, lost the server after %d; the platform had taken %d conversions.%n",
                atDump,
                crm.size(),
                crm.accepted(),
                told);

        String restored = restoredUrl();
        try (Database database = Database.connect(url)) {
            String name = name(restored);
            database.execute("drop database if exists \"" + name + "\"");
            database.execute("create database \"" + name + "\"");
            leftovers.add(() -> {
                try (Database again = Database.connect(url)) {
                    again.execute("drop database if exists \"" + name + "\" with (force)");
                }
            });
        }
        long begun = System.nanoTime();
        call("pg_restore", "--no-owner", "-d", uri(restored), dump.toString());
        leftovers.add(App.start(setup(restored), true, true)).awaitReady();
        System.out.printf("Restored and ready in %d s.%n", (System.nanoTime() - begun) / 1_000_000_000);
        sending.join();
        new ChaosSender(leads, new Random(1), secret, List.of(webhooks)).send(Duration.ofSeconds(1));

        try (Database database = Database.connect(restored)) {
            Await.until("nothing to wait", SETTLES, Duration.ofSeconds(2), () -> Told.open(database) == 0);
            Told result = Told.of(database, platform.taken(), leads);
            System.out.printf(
                    Locale.ROOT,
                    "%d leads, keys told again under the same key %d%nlost %d, told twice %d, unexplained rows %d%n",
                    leads,
                    result.again(),
                    result.lost(),
                    result.twice(),
                    result.unexplained());
            return result.isRight();
        }
    }

    private Setup setup(String jdbc) {
        return new Setup(
                Path.of(arguments.text("jar", "target/leadloop.jar")).toAbsolutePath(),
                folder,
                arguments.number("port", 18080),
                arguments.number("port", 18080) + 1,
                Optional.of(jdbc),
                secret,
                key,
                password,
                List.of("-Xmx512m"),
                List.of("--leadloop.upload.lock-duration=30s", "--leadloop.http.answer-limit=5s"));
    }

    private static String name(String jdbc) {
        String path = URI.create(jdbc.substring("jdbc:".length())).getPath();
        return path.substring(1);
    }

    private String restoredUrl() {
        return url.replaceFirst("/" + name(url) + "(?=\\?|$)", "/" + name(url) + "_restored");
    }

    /** The same address as the tools of PostgreSQL take it. */
    private static String uri(String jdbc) {
        return jdbc.substring("jdbc:".length());
    }

    private static void call(String... command) throws IOException, InterruptedException {
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException(command[0] + " ended with " + code);
        }
    }
}
