package io.leadloop.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a person waits for on each page. */
final class PageTimes {

    private static final List<String> PAGES = List.of(
            "/",
            "/ops/leads",
            "/ops/leads?show=stuck",
            "/ops/leads?show=finished",
            "/ops/failures",
            "/ops/inbox",
            "/ops/sources",
            "/ops/import",
            "/ops/pipeline",
            "/ops/pipeline/sample",
            "/ops/destinations",
            "/ops/quality",
            "/ops/reconciliation",
            "/ops/funnel",
            "/ops/forecast",
            "/ops/erasure",
            "/ops/audit");

    private PageTimes() {}

    /** Prints the median of five looks after two, in milliseconds. */
    static void print(Publisher person) throws Exception {
        for (String page : PAGES) {
            List<Long> millis = new ArrayList<>();
            for (int look = 0; look < 7; look++) {
                long asked = System.nanoTime();
                person.look(page);
                millis.add((System.nanoTime() - asked) / 1_000_000);
            }
            List<Long> warm = millis.subList(2, 7).stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "  %-28s %5d ms (first %d, slowest %d)%n",
                    page,
                    warm.get(2),
                    millis.get(0),
                    warm.get(4));
        }
    }
}
