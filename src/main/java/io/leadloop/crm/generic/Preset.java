package io.leadloop.crm.generic;

import io.leadloop.crm.PresetOffer;
import io.leadloop.crm.SourceGuide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A CRM as data: the keys of a source of the type {@code generic}, and what a person has to know to use them. One file each,
 * {@code presets/<name>.yaml}; docs/adding-a-crm.md has its form.
 *
 * @param crm the CRM's name
 * @param verified how a webhook is verified, in words
 * @param comes what a webhook carries, in words
 * @param readBack what is asked for by the CRM's API, in words; null for a CRM that is not asked
 * @param time which time counts as the time of the change, and why
 * @param asks keys that only the source's owner knows
 * @param statuses the CRM's usual statuses with the stages that they usually mean
 * @param steps what to do, in order
 * @param unconfirmed what public documentation does not say
 * @param cited where the facts come from
 * @param sample the body of one webhook, made up
 */
record Preset(
        @Nullable String crm,
        @Nullable String verified,
        @Nullable String comes,
        @Nullable String readBack,
        @Nullable String time,
        @DefaultValue List<PresetOffer.Ask> asks,
        @DefaultValue List<SourceGuide.Status> statuses,
        @DefaultValue List<String> steps,
        @DefaultValue List<String> unconfirmed,
        @DefaultValue List<String> cited,
        @Nullable String sample) {

    /** What is missing in the file, by its keys. */
    List<String> missing() {
        List<String> missing = new ArrayList<>();
        Map<String, String> texts = new java.util.TreeMap<>();
        Stream.of(
                        new String[] {"crm", crm},
                        new String[] {"verified", verified},
                        new String[] {"comes", comes},
                        new String[] {"time", time},
                        new String[] {"sample", sample})
                .forEach(it -> texts.put(it[0], Objects.requireNonNullElse(it[1], "")));
        texts.forEach((key, text) -> {
            if (text.isBlank()) {
                missing.add(key + " is missing");
            }
        });
        if (steps.isEmpty()) {
            missing.add("steps is missing");
        }
        if (cited.isEmpty()) {
            missing.add("cited is missing: where does a reader find what the CRM sends?");
        }
        return missing;
    }

    PresetOffer offer(String name) {
        return new PresetOffer(
                Objects.requireNonNull(verified),
                Objects.requireNonNull(comes),
                readBack,
                List.copyOf(asks),
                guide(name));
    }

    SourceGuide guide(String name) {
        return new SourceGuide(
                name,
                Objects.requireNonNull(crm),
                List.copyOf(steps),
                Objects.requireNonNull(time),
                List.copyOf(statuses),
                List.copyOf(unconfirmed));
    }
}
