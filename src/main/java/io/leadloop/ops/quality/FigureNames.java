package io.leadloop.ops.quality;

import io.leadloop.conversion.ConversionState;
import io.leadloop.conversion.Refusal;
import io.leadloop.destination.Destinations;
import io.leadloop.lead.Stage;
import io.leadloop.pipeline.Stages;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What people call things that figures are about; templates call it as {@code @named}. */
@Component("named")
class FigureNames {

    private final Destinations destinations;
    private final Stages stages;

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

    /** The stage's name in the live pipeline. */
    public String stage(@Nullable String id) {
        return id == null
                ? ""
                : stages.all().stream()
                        .filter(it -> it.id().equals(id))
                        .map(Stage::name)
                        .findFirst()
                        .orElse(id);
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
