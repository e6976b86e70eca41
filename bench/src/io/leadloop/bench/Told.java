package io.leadloop.bench;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What a run of leads that all go as far as SQL came to, by the database and by the platform.
 *
 * @param lost conversions (two of each lead) that the platform never took
 * @param twice conversions that the platform took under a key that the database does not know, or that it holds twice
 * @param again keys that the platform took more than once; it counts each once
 * @param unexplained rows that still wait, leads that are not there or not at SQL
 */
record Told(long lost, long twice, long again, long unexplained) {

    private static final String OPEN = """
            select (select count(*) from leadloop.inbox_message where state <> 'PROCESSED')
                 + (select count(*) from leadloop.conversion where destination = 'google-ads' and state <> 'ACCEPTED')""";

    /** How many events and conversions still wait. */
    static long open(Database database) {
        return database.number(OPEN);
    }

    /**
     * @param taken how often the platform took each key
     */
    static Told of(Database database, Map<String, Integer> taken, int leads) throws SQLException {
        Set<String> accepted = new HashSet<>();
        try (Connection connection = database.another();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select dedupe_key from leadloop.conversion"
                        + " where destination = 'google-ads' and state = 'ACCEPTED'")) {
            while (rows.next()) {
                accepted.add(rows.getString(1));
            }
        }
        return new Told(
                2L * leads - accepted.stream().filter(taken::containsKey).count(),
                taken.keySet().stream().filter(it -> !accepted.contains(it)).count()
                        + database.number("select count(*) - count(distinct (lead_id, stage)) from leadloop.conversion"
                                + " where destination = 'google-ads'"),
                taken.values().stream().filter(it -> it > 1).count(),
                open(database)
                        + database.number("select count(*) from leadloop.lead where stage <> 'SQL'")
                        + Math.abs(leads - database.number("select count(*) from leadloop.lead")));
    }

    boolean isRight() {
        return lost == 0 && twice == 0 && unexplained == 0;
    }
}
