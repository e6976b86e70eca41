package io.leadloop.ops;

import io.leadloop.support.Workbooks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Files that nobody meant: random bytes, columns, zones and times, and good files with damage. */
final class FileFuzz {

    private static final String[] NAMES = {
        "Google Click ID",
        "Conversion Name",
        "Conversion Time",
        "Email",
        "Order ID",
        "Adjustment Type",
        "Adjustment Time",
        "Status",
        "Lead ID",
        "Record ID",
        "Deal Stage",
        "Amount",
        "event_name",
        "event_time",
        "lead_id",
        "Type",
        "Microsoft Click ID",
        "Date entered \"\"",
        "hs_v2_date_entered_",
        "custom.",
        "",
        "\u0000",
        "Deal - ID",
        "\ud83d\ude00",
        "Date entered (",
        "Währung",
        "Parameters:"
    };
    private static final String[] ZONES = {
        "Berlin",
        "Etc/GMT+8",
        "+0530",
        "+0-500",
        "GMT-0500",
        "UTC+2",
        "+99:99",
        "Europe/Berlin",
        "",
        "\u0000",
        "x".repeat(5_000)
    };
    private static final String[] CELLS = {
        "MQL",
        "2026-10-03T09:00:00Z",
        "99999-99-99",
        "1795427950",
        "1e999",
        "eva@example.test",
        "null",
        "RETRACT",
        "RESTATE",
        "-",
        "",
        "\u0000",
        "1,234.5.6",
        "x".repeat(3_000),
        "'",
        "=\"1\"",
        "2026-03-29 02:30",
        "zcrm_",
        "\ud800",
        "Total"
    };

    private FileFuzz() {}

    static byte[] file(Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> bytes(random, random.nextInt(3_000));
            case 1 -> damaged(random, table(random).getBytes(StandardCharsets.UTF_8));
            case 2 -> table(random).getBytes(StandardCharsets.UTF_16);
            case 3 -> damaged(random, workbook(random));
            case 4 -> workbook(random);
            default -> table(random).getBytes(StandardCharsets.UTF_8);
        };
    }

    private static byte[] bytes(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] damaged(Random random, byte[] file) {
        byte[] damaged = random.nextBoolean() ? Arrays.copyOf(file, random.nextInt(file.length + 1)) : file.clone();
        for (int i = 0; damaged.length > 0 && i < random.nextInt(20); i++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    private static String table(Random random) {
        String delimiter = List.of(",", ";", "\t", "|").get(random.nextInt(4));
        List<String> lines = new ArrayList<>();
        if (random.nextBoolean()) {
            lines.add("Parameters:TimeZone=" + one(random, ZONES));
        }
        int columns = 1 + random.nextInt(8);
        lines.add(line(random, NAMES, columns, delimiter));
        for (int i = 0; i < random.nextInt(6); i++) {
            lines.add(line(random, CELLS, columns + (random.nextInt(10) == 0 ? 1 : 0), delimiter));
        }
        return String.join(random.nextBoolean() ? "\r\n" : "\n", lines);
    }

    private static String line(Random random, String[] from, int columns, String delimiter) {
        return random.ints(columns, 0, from.length)
                .mapToObj(it -> random.nextInt(5) == 0 ? "\"" + from[it].replace("\"", "\"\"") + "\"" : from[it])
                .collect(Collectors.joining(delimiter));
    }

    private static byte[] workbook(Random random) {
        String kinds = "sindtcmbefg";
        List<List<String>> rows = new ArrayList<>();
        rows.add(random.ints(4, 0, NAMES.length)
                .mapToObj(it -> "s:" + clean(NAMES[it]))
                .toList());
        for (int i = 0; i < random.nextInt(5); i++) {
            rows.add(random.ints(4, 0, CELLS.length)
                    .mapToObj(it -> kinds.charAt(random.nextInt(kinds.length())) + ":" + clean(CELLS[it]))
                    .toList());
        }
        return new Workbooks().sheet("Sheet1", rows).bytes();
    }

    private static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\p{Cs}\"]", "");
    }

    private static String one(Random random, String[] from) {
        return from[random.nextInt(from.length)];
    }
}
