package io.leadloop.planning;

import io.leadloop.conversion.Conversion;
import io.leadloop.conversion.ConversionState;
import io.leadloop.lead.Lead;
import io.leadloop.lead.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Counts for one platform what the live version plans and what a draft would plan. */
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

    /** One conversion as the live version and as the draft would make it; null where there is none. */
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
            example(lead, "is told " + words(sent) + ", and would not be" + why);
        } else if (sent != null && planned != null && !same(sent, planned)) {
            changed++;
            example(lead, "is told " + words(sent) + ", and would be told " + words(planned));
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
        return conversion.stage() + " as " + conversion.action() + " ("
                + conversion.role().name().toLowerCase(Locale.ROOT) + ")"
                + (conversion.value() == null ? "" : " with " + words(conversion.value()));
    }

    private static String words(Money value) {
        BigDecimal amount = value.plainAmount();
        return String.format(
                Locale.ROOT,
                "%,." + Math.max(0, amount.scale()) + "f %s",
                amount,
                value.currency().getCurrencyCode());
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
