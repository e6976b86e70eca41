package io.leadloop.ops.overview;

import io.leadloop.conversion.ConversionState;
import io.leadloop.ops.overview.Activity.Telling;
import io.leadloop.ops.overview.RecentSteps.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What became of a step at an account, in words.
 *
 * @param names of an account by its id
 * @param paused ids of accounts that take nothing now
 * @param held actions that an account refuses, by its id
 * @param suspended conversions whose upload is suspended in Cockpit
 */
record TellingWords(
        UnaryOperator<String> names,
        Set<String> paused,
        Map<String, Set<String>> held,
        Set<UUID> suspended,
        Instant now) {

    /** Each account's, what was told first; accounts that got nothing for one reason are counted instead of named. */
    List<Telling> of(List<Told> all, Instant heardAt) {
        List<Telling> tellings = new ArrayList<>();
        Map<String, List<Told>> refused = new LinkedHashMap<>();
        for (Told told : all) {
            if (told.state() == ConversionState.REFUSED) {
                refused.computeIfAbsent(told.detail(), it -> new ArrayList<>()).add(told);
            } else {
                tellings.add(new Telling(told.state().name(), of(told, heardAt)));
            }
        }
        refused.forEach((detail, several) -> tellings.add(new Telling(
                ConversionState.REFUSED.name(),
                several.size() == 1
                        ? of(several.get(0), heardAt)
                        : "not sent to " + several.size() + " ad accounts: " + shortly(detail))));
        return tellings;
    }

    private String of(Told told, Instant heardAt) {
        String name = names.apply(told.destination());
        return switch (told.state()) {
            case ACCEPTED -> "told to " + name + later(told.settledAt(), heardAt);
            case PLANNED -> "waits for " + name + waits(told);
            case REJECTED -> "refused by " + name;
            case EXHAUSTED, CANCELLED, DROPPED, EXPIRED, WITHDRAWN, TAKEN_BACK ->
                "not told to " + name + ": " + told.state().words();
            case REFUSED -> "not sent to " + name + ": " + shortly(told.detail());
            case MERGED -> "told to " + name + " for the lead that it became part of";
        };
    }

    private static String later(@Nullable Instant settledAt, Instant heardAt) {
        if (settledAt == null) {
            return "";
        }
        Duration later = Duration.between(heardAt, settledAt);
        if (later.toSeconds() < 1) {
            return " at once";
        }
        if (later.toDays() > 0) {
            return " " + later.toDays() + " d later";
        }
        if (later.toHours() > 0) {
            return " " + later.toHours() + " h later";
        }
        return later.toMinutes() > 0 ? " " + later.toMinutes() + " min later" : " " + later.toSeconds() + " s later";
    }

    private String waits(Told told) {
        if (suspended.contains(told.conversion())) {
            return ": suspended in Cockpit, until somebody activates it there";
        }
        if (paused.contains(told.destination())) {
            return ", which takes nothing now";
        }
        if (held.getOrDefault(told.destination(), Set.of()).contains(told.action())) {
            return ", which refuses the action " + told.action();
        }
        Instant notBefore = told.notBefore();
        return notBefore != null && notBefore.isAfter(now) ? ", which takes it later" : "";
    }

    /** The first sentence; the rest stands on the lead's page. */
    private static String shortly(String detail) {
        int end = detail.indexOf(". ");
        String first = end < 0 ? detail : detail.substring(0, end);
        return first.endsWith(".") ? first.substring(0, first.length() - 1) : first;
    }
}
