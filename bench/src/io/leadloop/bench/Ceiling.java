package io.leadloop.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** What this PostgreSQL can commit at all: one row a transaction, from many connections, with nothing around it. */
final class Ceiling {

    private static final int CONNECTIONS = 16;
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(5);
    private static final String PAYLOAD = "x".repeat(200);

    private final Database database;
    private final AtomicLong commits = new AtomicLong();
    private final AtomicReference<SQLException> failure = new AtomicReference<>();
    private volatile boolean ended;

    private Ceiling(Database database) {
        this.database = database;
    }

    static Figure measure(Database database, CpuMeter cpu) throws SQLException {
        database.execute("create schema bench");
        database.execute(
                "create table bench.scratch (id bigint generated always as identity primary key, payload text)");
        Figure figure = new Ceiling(database).run(cpu);
        database.execute("drop schema bench cascade");
        return figure;
    }

    private Figure run(CpuMeter cpu) throws SQLException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < CONNECTIONS; i++) {
            Thread thread = new Thread(this::insert, "ceiling-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        Await.pause(WARM_UP);
        CpuMeter.Used cpuBefore = cpu.read();
        long before = commits.get();
        long start = System.nanoTime();
        Await.pause(MEASURED);
        long done = commits.get() - before;
        double seconds = (System.nanoTime() - start) / 1e9;
        CpuMeter.Used used = cpu.read().since(cpuBefore).each(done);
        ended = true;
        Await.until(
                "the ceiling's connections to end",
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                () -> threads.stream().noneMatch(Thread::isAlive));
        if (failure.get() != null) {
            throw failure.get();
        }
        return new Figure(
                "ceiling: one-row commits",
                done / seconds,
                Double.NaN,
                new CpuMeter.Used(Double.NaN, used.postgres()),
                CpuMeter.Used.UNKNOWN,
                Progress.load());
    }

    private void insert() {
        try (Connection connection = database.another();
                PreparedStatement insert =
                        connection.prepareStatement("insert into bench.scratch (payload) values (?)")) {
            while (!ended) {
                insert.setString(1, PAYLOAD);
                insert.executeUpdate();
                commits.incrementAndGet();
            }
        } catch (SQLException e) {
            failure.set(e);
        }
    }
}
