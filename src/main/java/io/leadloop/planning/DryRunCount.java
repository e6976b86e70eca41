package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts for one platform what was planned and what a draft would plan. */
final class DryRunCount {

    private static final int MOST_EXAMPLES = 6;

    private final String destination;
    private long was;
    private long would;
    private long added;
    private long gone;
    private long changed;
    private long refused;
    private final Map<String, BigDecimal> valueWas = new TreeMap<>();
    private final Map<String, BigDecimal> valueWould = new TreeMap<>();
    private final List<String> examples = new ArrayList<>();

    DryRunCount(String destination) {
        this.destination = destination;
    }

    /** One conversion as it is and as the draft would make it; null where there is none. */
    void add(Lead lead, @Nullable Conversion before, @Nullable Conversion after) {
        Conversion sent = before == null || before.state() == ConversionState.REFUSED ? null : before;
        Conversion planned = after == null || after.state() == ConversionState.REFUSED ? null : after;
        if (after != null && planned == null) {
            refused++;
        }
        if (sent != null) {
            was++;
            sum(valueWas, sent);
        }
        if (planned != null) {
            would++;
            sum(valueWould, planned);
        }
        if (sent == null && planned != null) {
            added++;
            example(lead, "would be told " + words(planned));
        } else if (sent != null && planned == null) {
            gone++;
            String why = after == null || after.detail() == null ? "" : ": " + after.detail();
            example(lead, "was told " + words(sent) + ", and would not be" + why);
        } else if (sent != null && planned != null && !same(sent, planned)) {
            changed++;
            example(lead, "was told " + words(sent) + ", and would be told " + words(planned));
        }
    }

    private static boolean same(Conversion one, Conversion two) {
        return one.action().equals(two.action())
                && one.role() == two.role()
                && java.util.Objects.equals(one.value(), two.value());
    }

    private static void sum(Map<String, BigDecimal> sums, Conversion conversion) {
        if (conversion.value() != null) {
            sums.merge(
                    conversion.value().currency().getCurrencyCode(),
                    conversion.value().amount(),
                    BigDecimal::add);
        }
    }

    private static String words(Conversion conversion) {
        return conversion.stage() + " as " + conversion.action() + " (" + conversion.role() + ")"
                + (conversion.value() == null
                        ? ""
                        : " with " + conversion.value().plainAmount().toPlainString() + " "
                                + conversion.value().currency().getCurrencyCode());
    }

    private void example(Lead lead, String what) {
        if (examples.size() < MOST_EXAMPLES) {
            examples.add(lead.externalId().id() + ": " + what);
        }
    }

    DryRunResult.Platform result() {
        return new DryRunResult.Platform(
                destination, was, would, added, gone, changed, refused, valueWas, valueWould, examples);
    }
}
