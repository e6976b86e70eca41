package io.leadloop.ops.quality;

import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.Stages;
import io.leadloop.quality.DeliveryBreakdown;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.annotation.RequestScope;

/**
 * What people call things; templates call it as {@code @named}. One for each request, so that a page of many rows reads the stages
 * once.
 */
@Component("named")
@RequestScope
class FigureNames {

    private final Destinations destinations;
    private final Stages stages;
    private @Nullable Map<String, String> stageNames;

    FigureNames(Destinations destinations, Stages stages) {
        this.destinations = destinations;
        this.stages = stages;
    }

    /** The ad account's name; its id where it is not known any more. */
    public String account(@Nullable String id) {
        return id == null
                ? ""
                : destinations.find(id).map(it -> it.profile().name()).orElse(id);
    }

    /** The stage's name in the live pipeline; its id where it has no such stage any more. */
    public String stage(@Nullable String id) {
        if (id == null) {
            return "";
        }
        if (stageNames == null) {
            stageNames = stages.names();
        }
        return stageNames.getOrDefault(id, id);
    }

    /** The lines of a table in the order of the pipeline, and by the names of the accounts. */
    List<DeliveryBreakdown> inOrder(List<DeliveryBreakdown> lines) {
        List<String> order = stages.all().stream().map(Stage::id).toList();
        return lines.stream()
                .sorted(Comparator.<DeliveryBreakdown>comparingInt(
                                it -> order.contains(it.stage()) ? order.indexOf(it.stage()) : order.size())
                        .thenComparing(it -> account(it.destination())))
                .toList();
    }

    /** Why something was not sent, as a sentence; a platform's own code as plain words. */
    public String reason(@Nullable String code) {
        if (code == null) {
            return "";
        }
        return Arrays.stream(Refusal.values())
                .filter(it -> it.name().equals(code))
                .map(Refusal::words)
                .findFirst()
                .or(() -> Arrays.stream(ConversionState.values())
                        .filter(it -> it.name().equals(code))
                        .map(ConversionState::words)
                        .findFirst())
                .orElseGet(() -> code.matches("[A-Z][A-Z0-9_]*") ? plain(code) : code);
    }

    /** What a finding is about, by its key: {@code two-primaries:hubspot:google-ads} is about "hubspot, Google Ads". */
    public String about(String finding) {
        return Arrays.stream(finding.split(":"))
                .skip(1)
                .map(this::account)
                .map(this::stage)
                .collect(Collectors.joining(", "));
    }

    /** A name of code as words: {@code click_week} is "Week", {@code HTTP_500} "Http 500". */
    public String plain(String name) {
        if (name.equals("click_week")) {
            return "Week";
        }
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** A group of leads: platforms by their names, the rest as it is. */
    public String group(String by, String name) {
        return by.equals("platform") || by.equals("channel") ? account(name) : name;
    }
}
